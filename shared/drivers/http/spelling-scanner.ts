// Finds words in bytes, however each byte of them is spelled, in one pass.
// Invariant: at each place of the text at most one attempt per place of a word is under way, so that the cost grows with the length of
// the text and never with its square.
import { longestSpelling, mayBeSpelling, readSpellings } from './read-spellings.ts';

export interface Word {
  readonly bytes: Buffer;
  /** Which bytes count as the same: none, both cases of hexadecimal digits, or both alphabets of base64. */
  readonly reading: Reading;
  /** What belongs to a word that was found besides its bytes. */
  readonly widen?: (text: Buffer, found: Stretch) => Stretch;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Reading = keyof typeof readings;
const readings = {
  exact: (byte: number): number => byte,
  hex: (byte: number): number => (byte >= 0x41 && byte <= 0x46 ? byte + 0x20 : byte),
  base64: (byte: number): number => (byte === 0x2d ? 0x2b : byte === 0x5f ? 0x2f : byte),
};

/** Attempts that have come to one place: which letter of all words comes next, and where each began. */
class Attempts {
  count = 0;
  readonly next: number[] = [];
  readonly from: number[] = [];
  /** By the letter that comes next: which attempt it is, if one came to this place. */
  readonly #index: Int32Array;
  readonly #place: Int32Array;

  constructor(letters: number) {
    this.#index = new Int32Array(letters);
    this.#place = new Int32Array(letters).fill(-1);
  }

  /** Of two that are equally far, the one that began earlier covers the other. */
  add(place: number, next: number, from: number): void {
    if (this.#place[next] === place) {
      const index = this.#index[next] ?? 0;
      if ((this.from[index] ?? 0) > from) this.from[index] = from;
      return;
    }
    this.#place[next] = place;
    this.#index[next] = this.count;
    this.next[this.count] = next;
    this.from[this.count] = from;
    this.count += 1;
  }
}

/** Gives the stretches in which a word was found, in order; those that overlap are one. */
export function createSpellingScanner(words: readonly Word[]): (text: Buffer) => readonly Stretch[] {
  const size = words.reduce((sum, { bytes }) => sum + bytes.length, 0);
  /** One letter after the other, of all words. */
  const expected = new Uint8Array(size);
  const readingOf: Reading[] = [];
  const lastOf: (Word | undefined)[] = [];
  const beginnings = Array.from({ length: 256 }, (): number[] => []);
  for (const word of words) {
    const first = readingOf.length;
    const read = readings[word.reading];
    for (const byte of word.bytes) {
      expected[readingOf.length] = read(byte);
      readingOf.push(word.reading);
      lastOf.push(undefined);
    }
    lastOf[lastOf.length - 1] = word;
    for (const [byte, letters] of beginnings.entries())
      if (read(byte) === expected[first]) letters.push(first);
  }
  const ring = Array.from({ length: longestSpelling + 1 }, () => new Attempts(size));
  const ringAt = (at: number): Attempts => {
    const attempts = ring[at % ring.length];
    if (attempts === undefined) throw new Error('The ring has no such place.');
    return attempts;
  };
  /** Places of earlier texts are not mistaken for those of this one. */
  let base = 0;

  return (text) => {
    const found: Stretch[] = [];
    let at = 0;
    let here = ringAt(0);

    const advance = (letter: number, from: number, to: number): void => {
      const word = lastOf[letter];
      if (word !== undefined) return keep(found, word.widen?.(text, { from, to }) ?? { from, to });
      ringAt(to).add(base + to, letter + 1, from);
      // In UTF-16, zeros lie between.
      if (text[to] === 0) ringAt(to + 1).add(base + to + 1, letter + 1, from);
    };
    const read = (byte: number, length: number): void => {
      if (here.count > 0) {
        const [hex, base64] = [readings.hex(byte), readings.base64(byte)];
        for (let index = 0; index < here.count; index += 1) {
          const letter = here.next[index] ?? 0;
          const reading = readingOf[letter];
          const known = reading === 'exact' ? byte : reading === 'hex' ? hex : base64;
          if (known === expected[letter]) advance(letter, here.from[index] ?? at, at + length);
        }
      }
      const letters = beginnings[byte];
      if (letters !== undefined) for (const letter of letters) advance(letter, at, at + length);
    };

    for (; at < text.length; at += 1) {
      const byte = text[at] ?? 0;
      here = ringAt(at);
      if (mayBeSpelling(byte)) readSpellings(text, at, read);
      else if (here.count > 0 || beginnings[byte]?.length !== 0) read(byte, 1);
      here.count = 0;
    }
    for (const attempts of ring) attempts.count = 0;
    base += text.length + ring.length;
    return found;
  };
}

/** No stretch ends before one that is known, so only the last ones can overlap with it. */
function keep(found: Stretch[], { from, to }: Stretch): void {
  let [first, last] = [from, to];
  for (let before = found.at(-1); before !== undefined && before.to > first; before = found.at(-1)) {
    first = Math.min(first, before.from);
    last = Math.max(last, before.to);
    found.pop();
  }
  found.push({ from: first, to: last });
}
