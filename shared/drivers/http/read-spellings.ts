// The ways in which servers write one byte: as it is, percent-encoded (also what was encoded already), as an escape of JSON or
// JavaScript, or of HTML. Invariant: looks at a fixed number of bytes from where it begins, whatever they are.

const code = {
  space: 0x20,
  percent: 0x25,
  ampersand: 0x26,
  plus: 0x2b,
  backslash: 0x5c,
} as const;

/** Longest spelling, with a zero behind it. */
export const longestSpelling = 16;

const mostBackslashes = 8;
const mostZeros = 8;
const namedEntities: readonly (readonly [name: Buffer, byte: number])[] = [
  [Buffer.from('&quot;'), 0x22],
  [Buffer.from('&amp;'), 0x26],
  [Buffer.from('&apos;'), 0x27],
  [Buffer.from('&lt;'), 0x3c],
  [Buffer.from('&gt;'), 0x3e],
];

/** False for bytes that spell themselves alone. */
export const mayBeSpelling = (byte: number): boolean =>
  byte === code.backslash || byte === code.percent || byte === code.ampersand || byte === code.plus;

type Found = (byte: number, length: number) => void;

/** Tells of every byte that can be read at a place of the text, and how long its spelling is. */
export function readSpellings(text: Buffer, at: number, found: Found): void {
  const byte = text[at];
  if (byte === undefined) return;
  found(byte, 1);
  if (byte === code.backslash) readBackslashes(text, at, found);
  else if (byte === code.percent) readPercent(text, at, found);
  else if (byte === code.ampersand) readEntity(text, at, found);
  else if (byte === code.plus) found(code.space, 1);
}

/** `\x73`, `\u0073`, each with further backslashes when it was escaped again; `\/`, `\"` and `\\`. */
function readBackslashes(text: Buffer, at: number, found: Found): void {
  if (text[at + 1] === code.backslash) found(code.backslash, 2);
  let end = at + 1;
  while (text[end] === code.backslash && end - at < mostBackslashes) end += 1;
  const next = text[end] ?? 0;
  if (next === 0x78) readHex(text, at, end + 1, found);
  else if (next === 0x75 && text[end + 1] === 0x30 && text[end + 2] === 0x30)
    readHex(text, at, end + 3, found);
  else if (next > code.space && next !== code.backslash) found(next, end + 1 - at);
}

function readHex(text: Buffer, at: number, digits: number, found: Found): void {
  const byte = hexAt(text, digits);
  if (byte !== undefined) found(byte, digits + 2 - at);
}

/** `%73`, `%2573`, … */
function readPercent(text: Buffer, at: number, found: Found): void {
  for (let digits = at + 1, times = 0; times <= 4; digits += 2, times += 1) {
    const byte = hexAt(text, digits);
    if (byte === undefined) return;
    found(byte, digits + 2 - at);
    if (byte !== code.percent) return;
  }
}

/** `&#115;`, `&#x73;`, `&quot;`; the semicolon may be missing. */
function readEntity(text: Buffer, at: number, found: Found): void {
  if (text[at + 1] !== 0x23) {
    const entity = namedEntities.find(([name]) => name.every((letter, place) => text[at + place] === letter));
    if (entity !== undefined) found(entity[1], entity[0].length);
    return;
  }
  const isHex = text[at + 2] === 0x78 || text[at + 2] === 0x58;
  let digits = at + (isHex ? 3 : 2);
  const withSemicolon = (byte: number, end: number): void => {
    found(byte, end - at);
    if (text[end] === 0x3b) found(byte, end + 1 - at);
  };
  for (let zeros = 0; zeros < mostZeros && text[digits] === 0x30; zeros += 1) digits += 1;
  if (isHex) {
    const byte = hexAt(text, digits);
    if (byte !== undefined) withSemicolon(byte, digits + 2);
    return;
  }
  let value = 0;
  for (let count = 0; count < 3; count += 1) {
    const digit = (text[digits + count] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return;
    value = value * 10 + digit;
    if (value <= 0xff) withSemicolon(value, digits + count + 1);
  }
}

function hexAt(text: Buffer, at: number): number | undefined {
  const high = hexDigit(text[at]);
  const low = hexDigit(text[at + 1]);
  return high === undefined || low === undefined ? undefined : high * 16 + low;
}

function hexDigit(byte = 0): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : undefined;
}
