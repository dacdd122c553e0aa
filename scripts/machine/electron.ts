// Finds an Electron: the official binary, else its download, else (Linux x64) the stand-in for tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeStandIn, standInFolder } from '../electron-stand-in/make-stand-in.ts';
import { repository } from '../lib/tool.ts';
import type { Found } from './found.ts';
import { installPackages, isExecutable } from './packages.ts';

const packageFolder = join(repository, 'node_modules/electron');
const downloadLimit = 180_000;

/** Folder of an Electron that the product may be shown with: given by hand or official. Downloads nothing. */
export function findOfficialElectron(): Found<string> {
  const given = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (given !== undefined && given !== '') {
    if (existsSync(given)) return { ok: true, value: given, from: 'ELECTRON_OVERRIDE_DIST_PATH' };
    return { ok: false, why: `ELECTRON_OVERRIDE_DIST_PATH names ${given}, which does not exist` };
  }
  const pathFile = join(packageFolder, 'path.txt');
  const dist = join(packageFolder, 'dist');
  if (existsSync(pathFile) && isExecutable(join(dist, readFileSync(pathFile, 'utf8')))) {
    return { ok: true, value: dist, from: 'official' };
  }
  return { ok: false, why: 'the Electron binary is not downloaded' };
}

/** Folder of an Electron to test with. May download one, and the libraries it needs. */
export async function findElectron(): Promise<Found<string>> {
  const official = findOfficialElectron();
  if (official.ok) return withLibraries(official);
  const standIn = join(standInFolder, 'electron');
  if (!isExecutable(standIn)) {
    console.log('No Electron binary is installed; trying the official download …');
    spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
      stdio: 'ignore',
      timeout: downloadLimit,
    });
    const downloaded = findOfficialElectron();
    if (downloaded.ok) return withLibraries({ ...downloaded, from: 'official, downloaded now' });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { ok: false, why: `${official.why}, and the stand-in for tests is for Linux x64` };
  }
  const made = await makeStandIn();
  return made.ok ? withLibraries(made) : made;
}

/** Electron is a desktop program: on a bare server the libraries it links to are missing. */
function withLibraries(found: Found<string>): Found<string> {
  if (!found.ok || process.platform !== 'linux') return found;
  const binary = join(found.value, 'electron');
  if (missingLibraries(binary).length > 0) {
    installPackages([
      ['libgtk-3-0t64', 'libgtk-3-0'],
      ['libnss3'],
      ['libasound2t64', 'libasound2'],
      ['libgbm1'],
    ]);
  }
  const missing = missingLibraries(binary);
  if (missing.length === 0) return found;
  return { ok: false, why: `this system lacks ${missing.join(', ')}, which Electron needs` };
}

function missingLibraries(binary: string): readonly string[] {
  const listed = spawnSync('ldd', [binary], { encoding: 'utf8' }).stdout ?? '';
  return [...listed.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}
