// Electron's window: finds the binary, and runs it until it ends.
// Invariant: whatever keeps the window from opening is a reason in words, and the studio opens in its place.
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository, tool } from '../lib/tool.ts';
import { electronFlags } from '../machine/electron-flags.ts';
import { findOfficialElectron } from '../machine/electron.ts';
import type { Found } from '../machine/found.ts';
import { endOnSignals } from './end-on-signals.ts';

interface Reason {
  readonly why: string;
}

const downloadMinutes = 3;
/** An end with an error this early means that the window could not open here. */
const openedAfterMs = 15_000;
/** Electron gives its windows 3 s to send what is unsaved, and the host as long to end. */
const endWithinMs = 8000;

export async function findWindow(): Promise<{ readonly binary: string } | Reason> {
  if (!hasDisplay()) return { why: 'because there is no display (DISPLAY is not set)' };
  let found = findOfficialElectron();
  if (!found.ok && process.env['ELECTRON_OVERRIDE_DIST_PATH'] === undefined) found = download();
  return found.ok ? { binary: binaryIn(found.value) } : { why: `because ${found.why}` };
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return [process.env['DISPLAY'], process.env['WAYLAND_DISPLAY']].some((name) => (name ?? '') !== '');
}

export async function runWindow(
  binary: string,
  file: string | undefined,
): Promise<{ readonly exitCode: number } | Reason> {
  const flags = electronFlags();
  for (const { flag, why } of flags) console.log(`Starting Electron with ${flag}: ${why}.`);
  const args = [...flags.map(({ flag }) => flag), repository, ...(file === undefined ? [] : [file])];
  const started = performance.now();
  const child = spawn(binary, args, {
    stdio: 'inherit',
    env: { ...process.env, DIALOGRAM_NODE: process.execPath },
  });
  const ending = endOnSignals(
    () => child.kill('SIGTERM'),
    () => child.kill('SIGKILL'),
    endWithinMs,
  );
  const outcome = await new Promise<number | string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  ending.done();
  if (ending.isEnding() || outcome === 0) return { exitCode: 0 };
  if (performance.now() - started > openedAfterMs)
    return { exitCode: typeof outcome === 'number' ? outcome : 1 };
  return { why: `because Electron’s window could not open (it ended with ${outcome})` };
}

function download(): Found<string> {
  console.log(
    `Electron’s binary is not here yet: downloading it, once (about 120 MB, at most ${downloadMinutes} minutes).\n` +
      'To start in the browser at once: Ctrl-C, then `npm start -- --studio`.',
  );
  const { status } = spawnSync(process.execPath, [tool('electron', 'install-electron')], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'ignore'],
    timeout: downloadMinutes * 60_000,
  });
  if (status === 0) return findOfficialElectron();
  return { ok: false, why: 'Electron’s binary is not here and could not be downloaded' };
}

function binaryIn(dist: string): string {
  if (process.platform === 'darwin') return join(dist, 'Electron.app/Contents/MacOS/Electron');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}
