// What the parent can see and do about a runner process from outside, without its help.
import { readdirSync, readFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const pageBytes = 4_096;

/**
 * Resident memory in bytes, from outside. Linux only; elsewhere undefined, and the runner's own watch
 * (the same limit, measured on a thread that scripts cannot block) is the only one. A page larger than
 * 4 KB makes this an underestimate, never a false alarm.
 */
export function residentBytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
  } catch {
    return undefined; // It ended a moment ago; its exit is reported by itself.
  }
}

/** Makes a process give way to all others. It cannot be raised again, so such a runner is used up. */
export function lowerPriority(pid: number): void {
  const lowered = 10;
  try {
    // On Linux a priority belongs to a thread, and the script's is not the first.
    const threads = process.platform === 'linux' ? readdirSync(`/proc/${pid}/task`).map(Number) : [pid];
    for (const thread of threads) setPriority(thread, lowered);
  } catch {
    return; // It ended a moment ago, or the system forbids it: a courtesy, no guard.
  }
}
