// Copies the native modules that the packaged host needs: their code and the one build for this computer and Node.
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../lib/tool.ts';

const platform = `${process.platform}-${process.arch}`;
const abi = `.abi${process.versions.modules}.`;

const natives: readonly {
  readonly name: string;
  readonly code: readonly string[];
  readonly builds: string;
}[] = [
  { name: 'better-sqlite3', code: ['package.json', 'LICENSE', 'lib'], builds: 'prebuilds' },
  { name: 'isolated-vm', code: ['package.json', 'LICENSE'], builds: `prebuilds/${platform}` },
];

export function stageNatives(target: string): void {
  for (const { name, code, builds } of natives) {
    const source = join(repository, 'node_modules', name);
    const fitting = readdirSync(join(source, builds)).filter(isForThisComputer);
    if (fitting.length === 0)
      throw new Error(`${name} has no build for ${platform} with Node ${process.version}.`);
    for (const path of [...code, ...fitting.map((file) => join(builds, file))]) {
      mkdirSync(dirname(join(target, name, path)), { recursive: true });
      cpSync(join(source, path), join(target, name, path), { recursive: true });
    }
  }
}

/** Builds are named `<platform>.node`, or `<name>.abi<N>[.<libc>].node` in a folder of their platform. */
function isForThisComputer(file: string): boolean {
  const isMusl = existsSync('/etc/alpine-release');
  if (file.includes(isMusl ? '.glibc.' : '.musl.')) return false;
  return file === `${platform}.node` || file.includes(abi);
}
