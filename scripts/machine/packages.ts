// System packages: only as root on Debian and its kin, where installing one asks nobody and breaks nothing.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a command in PATH. */
export function findCommand(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function isExecutable(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && (process.platform === 'win32' || (stats.mode & 0o111) !== 0);
}

const isRoot = process.getuid?.() === 0;

/**
 * Installs Debian packages. Each entry is one package under the names different releases give it, best first.
 * Answers whether all of them are there afterwards.
 */
export function installPackages(packages: readonly (readonly string[])[]): boolean {
  if (!isRoot || findCommand('apt-get') === undefined) return false;
  console.log(`Installing ${packages.map(([name]) => name).join(', ')} with apt …`);
  apt('apt-get', ['update', '-qq']);
  const names = packages.map((spellings) => spellings.find(isInstallable));
  if (names.some((name) => name === undefined)) return false;
  const wanted = names.filter((name) => name !== undefined);
  return apt('apt-get', ['install', '--yes', '-qq', '--no-install-recommends', ...wanted]);
}

function isInstallable(name: string): boolean {
  const answer = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8' });
  return /Candidate: (?!\(none\))/.test(answer.stdout);
}

function apt(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return (
    spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 }).status === 0
  );
}
