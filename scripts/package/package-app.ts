// Packages the app for the computer it runs on: builds and bundles everything, stages Node 24 and the native modules, and has
// electron-builder put it together.
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Configuration, Platform } from 'electron-builder';
import { build as bundle } from 'vite';
import { packageConfig } from '../../electron-builder.config.ts';
import { buildApp, isBuilt } from '../lib/build-app.ts';
import { repository } from '../lib/tool.ts';
import { stageNatives } from './stage-natives.ts';

const staging = join(repository, 'out/package');

/** `electronDist`: folder of an Electron; without it electron-builder downloads one. Answers the app's executable. */
export async function packageApp(electronDist: string | undefined): Promise<string> {
  if (!isBuilt()) await buildApp();
  rmSync(staging, { recursive: true, force: true });
  for (const mode of ['host', 'runner']) {
    await bundle({ configFile: join(repository, 'vite.host.config.ts'), mode });
  }
  stageNatives(join(staging, 'host/node_modules'));
  stageNode();
  await build({
    projectDir: repository,
    targets: Platform.current().createTarget('dir'),
    publish: 'never',
    config: {
      ...packageConfig,
      ...(electronDist === undefined ? {} : givenElectron(electronDist)),
    },
  });
  return packagedExecutable();
}

function packagedExecutable(): string {
  const executables: Partial<Record<NodeJS.Platform, string>> = {
    darwin: `mac-${process.arch}/Dialogram.app/Contents/MacOS/Dialogram`,
    win32: 'win-unpacked/Dialogram.exe',
  };
  const onLinux = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`;
  const path = join(repository, 'dist', executables[process.platform] ?? `${onLinux}/dialogram`);
  if (!existsSync(path)) throw new Error(`electron-builder ended, but ${path} is not there.`);
  return path;
}

/** The Node that runs this script is the one the project brings: Node 24 for this computer. */
function stageNode(): void {
  const folder = join(staging, 'node');
  const target = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(folder, { recursive: true });
  copyFileSync(realpathSync(process.execPath), target);
  chmodSync(target, 0o755);
}

function givenElectron(electronDist: string): Configuration {
  const electronVersion = versionOf(electronDist);
  const { grantFileProtocolExtraPrivileges: _, ...olderFuses } = { ...packageConfig.electronFuses };
  // An Electron before 29 refuses to be told of a fuse it does not have.
  const isOlder = Number(electronVersion.split('.')[0]) < 29;
  return { electronDist, electronVersion, ...(isOlder ? { electronFuses: olderFuses } : {}) };
}

function versionOf(electronDist: string): string {
  return readFileSync(join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '');
}
