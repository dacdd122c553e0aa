// Copies the native modules that the packaged host needs: their code and the one build for this computer and Node.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../lib/tool.ts';

const platform = `${process.platform}-${process.arch}`;
const abi = `.abi${process.versions.modules}.`;

const sqliteVec = `sqlite-vec-${platform.replace('win32', 'windows')}`;

const natives: readonly {
  readonly name: string;
  readonly code: readonly string[];
  /** Folder of builds for all computers; null = the package is for one alone. */
  readonly builds: string | null;
}[] = [
  { name: 'better-sqlite3', code: ['package.json', 'LICENSE', 'lib'], builds: 'prebuilds' },
  { name: 'isolated-vm', code: ['package.json', 'LICENSE'], builds: `prebuilds/${platform}` },
  { name: 'sqlite-vec', code: ['package.json', 'index.mjs'], builds: null },
  { name: sqliteVec, code: ['.'], builds: null },
];

export function stageNatives(target: string): void {
  for (const { name, code, builds } of natives) {
    const source = join(repository, 'node_modules', name);
    for (const path of [...code, ...buildsIn(source, builds)]) {
      mkdirSync(dirname(join(target, name, path)), { recursive: true });
      cpSync(join(source, path), join(target, name, path), { recursive: true });
    }
  }
}

function buildsIn(source: string, folder: string | null): readonly string[] {
  if (folder === null) return [];
  const fitting = readdirSync(join(source, folder)).filter(isForThisComputer);
  if (fitting.length === 0) {
    throw new Error(`${source} has no build for ${platform} with Node ${process.version}.`);
  }
  return fitting.map((file) => join(folder, file));
}

/** Builds are named `<platform>.node`, or `<name>.abi<N>[.<libc>].node` in a folder of their platform. */
function isForThisComputer(file: string): boolean {
  const isMusl = existsSync('/etc/alpine-release');
  if (file.includes(isMusl ? '.glibc.' : '.musl.')) return false;
  return file === `${platform}.node` || file.includes(abi);
}
