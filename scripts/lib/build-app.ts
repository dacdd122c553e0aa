// Builds what cannot run from source, and knows whether the last build still fits.
// Invariant: `out/.build-hash` exists only beside a whole build of exactly the inputs it names.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './tool.ts';

const inputFolders = ['renderer', 'shared', 'electron/main', 'electron/preload', 'build'];
const inputFiles = [
  'CHANGELOG.md',
  'package-lock.json',
  'vite.renderer.config.ts',
  'vite.electron.config.ts',
];
const hashFile = join(repository, 'out/.build-hash');

export async function buildApp(): Promise<void> {
  const hash = inputHash();
  rmSync(hashFile, { force: true });
  const { build } = await import('vite');
  await build({ configFile: join(repository, 'vite.renderer.config.ts') });
  for (const mode of ['main', 'preload']) {
    await build({ configFile: join(repository, 'vite.electron.config.ts'), mode });
  }
  mkdirSync(join(repository, 'out'), { recursive: true });
  writeFileSync(hashFile, hash);
}

export function isBuilt(): boolean {
  try {
    return readFileSync(hashFile, 'utf8') === inputHash();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

function inputHash(): string {
  const hash = createHash('sha256');
  for (const path of [...inputFolders.flatMap(filesOf), ...inputFiles]) {
    const content = readFileSync(join(repository, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length + 1))
    .toSorted();
}
