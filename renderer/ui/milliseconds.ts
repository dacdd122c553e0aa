/** A duration as people read it: `4 ms`, `1.3 s`. */
export function inMilliseconds(duration: number): string {
  if (duration < 1000) return `${Math.round(duration)} ms`;
  return `${(duration / 1000).toFixed(1)} s`;
}
