/** Milliseconds to wait before a process that ended by itself is started again: at once, then ever longer, at most 5 s. */
export function restartDelay(endsInARow: number): number {
  return endsInARow <= 1 ? 0 : Math.min(100 * 2 ** (endsInARow - 2), 5000);
}

/** A process that stood this long, in milliseconds, was well: its next end counts as the first. */
export const steadyAfterMs = 30_000;
