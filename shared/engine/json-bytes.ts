// How large plain JSON is when written, in bytes of UTF-8.

/** Bytes of `JSON.stringify(value)`; what cannot be written counts as nothing. */
export function jsonBytes(value: object): number {
  const text = JSON.stringify(value);
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // A surrogate pair takes 4 bytes for 2 units; a lone one is written as an escape.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** Whether the value fits, without counting when that is clear from its length alone. */
export function fitsBytes(value: object, limit: number): boolean {
  const length = JSON.stringify(value).length;
  if (length > limit) return false;
  return length * 3 <= limit || jsonBytes(value) <= limit;
}
