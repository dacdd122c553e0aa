// How a runner process is started: which Node, which files, which rights.
// Invariants: plain Node 24, never Electron; no environment but a fixed time zone; no rights but reading the
// runner's own files and loading the native module.
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';

export interface RunnerSetupOptions {
  /** A Node of the same major version as this process; default: the Node that runs this process. */
  readonly nodePath?: string;
  /** The runner's entry: `worker/main.ts` or, packaged, its one bundled file. */
  readonly runnerEntry?: string;
  /** The `.node` file of isolated-vm for this platform and Node. */
  readonly isolatedVmPath?: string;
}

export interface RunnerSetup {
  readonly nodePath: string;
  readonly execArgv: readonly string[];
  readonly entry: string;
  readonly addonPath: string;
}

/** From source the worker itself; packaged, its one file beside the bundle of the host. */
const ownEntry = import.meta.filename.endsWith('.ts') ? '../worker/main.ts' : 'runner.mjs';

/** @throws {AppError} CODE_RUNNER_FAILED when this machine cannot run scripts. */
export function runnerSetup(options: RunnerSetupOptions): RunnerSetup {
  const entry = realPath(options.runnerEntry ?? join(import.meta.dirname, ownEntry));
  const addonPath = realPath(options.isolatedVmPath ?? findAddon());
  // From source the entry imports its neighbours and the protocol; packaged it is one file.
  const readable = entry.endsWith('.ts') ? dirname(dirname(entry)) : entry;
  return {
    nodePath: options.nodePath ?? ownNode(),
    execArgv: [
      '--no-node-snapshot',
      '--no-warnings',
      '--permission',
      '--allow-addons',
      `--allow-fs-read=${readable}`,
      `--allow-fs-read=${addonPath}`,
    ],
    entry,
    addonPath,
  };
}

function ownNode(): string {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 24 && process.versions['electron'] === undefined) return process.execPath;
  throw cannotRun(
    `they need Node 24 and this is ${process.versions['electron'] ? 'Electron' : 'Node'} ${major}`,
  );
}

function findAddon(): string {
  const platform = `${process.platform}-${process.arch}`;
  const manifest = createRequire(import.meta.url).resolve('isolated-vm/package.json');
  const folder = join(dirname(manifest), 'prebuilds', platform);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const forThisNode = names.filter((name) => name.includes(`.abi${process.versions.modules}.`));
  const otherLibc = existsSync('/etc/alpine-release') ? '.glibc.' : '.musl.';
  const found = forThisNode.find((name) => !name.includes(otherLibc));
  if (found !== undefined) return join(folder, found);
  throw cannotRun(`the sandbox has no build for ${platform} with Node ${process.versions.node}`);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw cannotRun(`the file ${path} is missing`, cause);
  }
}

function cannotRun(why: string, cause?: unknown): AppError {
  return new AppError(
    'CODE_RUNNER_FAILED',
    `Code steps cannot run on this computer: ${why}. Use Linux, macOS on Apple silicon or 64-bit Windows with ` +
      'Node 24, and install Dialogram again if a file is missing.',
    { blame: 'environment', cause },
  );
}
