// Finds a display for windows: the one that is there, else a virtual one.
import type { Found } from './found.ts';
import { findCommand, installPackages } from './packages.ts';

/** What to put before a command so that it has a display; empty when it has one already. */
export function findDisplay(): Found<readonly string[]> {
  if (process.platform !== 'linux') return { ok: true, value: [], from: 'the system' };
  const display = process.env['DISPLAY'];
  if (display !== undefined && display !== '') return { ok: true, value: [], from: `DISPLAY ${display}` };
  if (!hasVirtualDisplay()) installPackages([['xvfb'], ['xauth']]);
  if (!hasVirtualDisplay()) return { ok: false, why: 'DISPLAY is not set, and xvfb-run is not installed' };
  return {
    ok: true,
    value: ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1440x900x24'],
    from: 'xvfb-run',
  };
}

function hasVirtualDisplay(): boolean {
  return findCommand('xvfb-run') !== undefined && findCommand('xauth') !== undefined;
}
