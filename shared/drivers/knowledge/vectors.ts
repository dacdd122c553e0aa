// Vectors as they are kept: each number as a byte, and its sign alone as a bit.
// Invariant: the angle between two vectors is what counts, so each is stretched to the whole range of a byte.

const largest = 127;

export function asBytes(vector: readonly number[]): Int8Array {
  const most = vector.reduce((sofar, each) => Math.max(sofar, Math.abs(each)), 0);
  const scale = most === 0 || !Number.isFinite(most) ? 0 : largest / most;
  return Int8Array.from(vector, (each) => Math.round(each * scale));
}

/** A bit for each number that is above zero, in whole bytes. */
export function signsOf(vector: Int8Array): Uint8Array {
  const signs = new Uint8Array(Math.ceil(vector.length / 8));
  for (const [index, each] of vector.entries()) {
    if (each > 0) signs[index >> 3] = (signs[index >> 3] ?? 0) | (1 << (index & 7));
  }
  return signs;
}
