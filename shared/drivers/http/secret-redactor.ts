// Takes a secret out of what a server answers, in every form in which servers repeat what they were sent.
// Invariants: works on whole texts, so that no border of chunks hides anything; forms: as it is, percent-encoded (twice,
// too), as JSON, HTML or JavaScript escapes, in any mixture of these, hexadecimal, base64 and base64url at any offset, and all
// of them in UTF-16. A secret is ASCII. What a server makes of it otherwise (backwards, in parts) cannot be known.
import { createSpellingScanner, type Stretch, type Word } from './spelling-scanner.ts';

const redacted = Buffer.from('[redacted]');

export interface SecretRedactor {
  /** True when nothing of the secret is in the text. */
  isClean(text: string): boolean;
  text(text: string): string;
  /** Everything but the secret stays as it is. */
  bytes(bytes: Buffer): Buffer;
}

/** Shorter ones stand in ordinary texts by chance. */
export const shortestSecret = 8;

export function createSecretRedactor(secrets: readonly string[]): SecretRedactor {
  const words = secrets.filter((secret) => secret !== '').flatMap(wordsOf);
  if (words.length === 0) return { isClean: () => true, text: (text) => text, bytes: (bytes) => bytes };
  const scan = createSpellingScanner(words);
  const clean = (bytes: Buffer): Buffer => {
    const found = scan(bytes);
    if (found.length === 0) return bytes;
    const kept = found.flatMap(({ from }, place) => [
      bytes.subarray(found[place - 1]?.to ?? 0, from),
      redacted,
    ]);
    return Buffer.concat([...kept, bytes.subarray(found.at(-1)?.to ?? 0)]);
  };
  return {
    isClean: (text) => scan(Buffer.from(text)).length === 0,
    text: (text) => clean(Buffer.from(text)).toString('utf8'),
    bytes: clean,
  };
}

function wordsOf(secret: string): readonly Word[] {
  // A server may encode the whole address or text that has it, in which it is encoded already.
  const written = new Set([
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [
    { bytes: Buffer.from(secret), reading: 'exact' as const },
    ...[...written].flatMap((form) => {
      const bytes = Buffer.from(form);
      return [{ bytes: Buffer.from(bytes.toString('hex')), reading: 'hex' as const }, ...base64Words(bytes)];
    }),
  ];
}

/** Three ways to lie in a longer base64 text; letters at its ends that are of its neighbours in part go too. */
function base64Words(bytes: Buffer): readonly Word[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const isShared = { before: offset !== 0, after: (offset + bytes.length) % 3 !== 0 };
    return {
      bytes: Buffer.from(text.slice(Math.ceil((offset * 8) / 6), whole)),
      reading: 'base64' as const,
      widen: (around: Buffer, found: Stretch): Stretch => ({
        from: isShared.before ? withLetterBefore(around, found.from) : found.from,
        to: isShared.after ? withLetterAfter(around, found.to) : found.to,
      }),
    };
  });
}

const isBase64 = (byte = 0): boolean => /[A-Za-z0-9+/_-]/u.test(String.fromCharCode(byte));

function withLetterBefore(text: Buffer, from: number): number {
  const letter = text[from - 1] === 0 ? from - 2 : from - 1;
  return isBase64(text[letter]) ? letter : from;
}

function withLetterAfter(text: Buffer, to: number): number {
  const letter = text[to] === 0 ? to + 1 : to;
  if (!isBase64(text[letter])) return to;
  let end = letter + 1;
  for (let padding = 0; padding < 2; padding += 1) {
    const sign = text[end] === 0 ? end + 1 : end;
    if (text[sign] === 0x3d) end = sign + 1;
  }
  return end;
}
