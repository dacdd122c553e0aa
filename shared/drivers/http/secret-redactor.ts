// Takes a secret out of what a server answers, in every form in which servers repeat what they were sent.
// Invariants: works on whole texts, so that no border of chunks hides anything; forms: as it is, percent-encoded (twice,
// too), as JSON, HTML or JavaScript escapes, in any mixture of these, hexadecimal, base64 and base64url at any offset, and all
// of them in UTF-16. A secret is ASCII. What a server makes of it otherwise (backwards, in parts) cannot be known.

const redacted = '[redacted]';

export interface SecretRedactor {
  /** True when nothing of the secret is in the text. */
  isClean(text: string): boolean;
  text(text: string): string;
  /** Any bytes, read as latin1, so that nothing else in them changes. */
  bytes(bytes: Buffer): Buffer;
}

/** Shorter ones stand in ordinary texts by chance. */
export const shortestSecret = 8;

export function createSecretRedactor(secrets: readonly string[]): SecretRedactor {
  const forms = secrets.filter((secret) => secret !== '').flatMap(formsOf);
  if (forms.length === 0) return { isClean: () => true, text: (text) => text, bytes: (bytes) => bytes };
  const pattern = new RegExp(forms.join('|'), 'gu');
  const clean = (text: string): string => text.replaceAll(pattern, redacted);
  return {
    isClean: (text) => clean(Buffer.from(text).toString('latin1')) === Buffer.from(text).toString('latin1'),
    text: (text) => Buffer.from(clean(Buffer.from(text).toString('latin1')), 'latin1').toString('utf8'),
    bytes: (bytes) => {
      const before = bytes.toString('latin1');
      const after = clean(before);
      return after === before ? bytes : Buffer.from(after, 'latin1');
    },
  };
}

function formsOf(secret: string): readonly string[] {
  // A server may encode the whole address or text that has it, in which it is encoded already.
  const written = new Set([
    secret,
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    JSON.stringify(secret).slice(1, -1),
  ]);
  return [
    spelled([...Buffer.from(secret)].map(byteForms)),
    ...[...written].flatMap((form) => {
      const bytes = Buffer.from(form);
      return [spelled([...bytes].map(hexForm)), ...base64Forms(bytes)];
    }),
  ];
}

const hexForm = (byte: number): string => anyCase(byte.toString(16).padStart(2, '0'));

/** One after the other; in UTF-16, zeros lie between them. */
function spelled(parts: readonly string[]): string {
  return parts.join(String.raw`\0?`);
}

function byteForms(byte: number): string {
  const hex = anyCase(byte.toString(16).padStart(2, '0'));
  const escapes = [
    `%(?:25){0,4}${hex}`,
    String.raw`\\{1,8}(?:u00|x)${hex}`,
    `&#0{0,8}${byte};?`,
    `&#[xX]0{0,8}${hex};?`,
    ...(named[byte] ?? []),
  ];
  return `(?:${[itself(byte), ...escapes].join('|')})`;
}

const named: Readonly<Record<number, readonly string[]>> = {
  0x20: [String.raw`\+`],
  0x22: ['&quot;'],
  0x26: ['&amp;'],
  0x27: ['&apos;'],
  0x3c: ['&lt;'],
  0x3e: ['&gt;'],
};

/** A quote or a slash may have backslashes before it. All repetitions have an end: a text of nothing but them must cost little. */
function itself(byte: number): string {
  if (byte === 0x5c) return String.raw`\\{1,2}`;
  return isPunctuation(byte) ? String.raw`\\{0,4}${literal(byte)}` : literal(byte);
}

function isPunctuation(byte: number): boolean {
  return byte < 0x80 && !/[0-9A-Za-z]/u.test(String.fromCharCode(byte));
}

function literal(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function anyCase(hex: string): string {
  return hex.replaceAll(/[a-f]/gu, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** Three ways to lie in a longer base64 text, in both alphabets; letters at its ends that are of its neighbours in part go too. */
function base64Forms(bytes: Buffer): readonly string[] {
  const shared = '[A-Za-z0-9+/_-]';
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    const before = offset === 0 ? '' : `(?:${shared}\\0?)?`;
    const after = (offset + bytes.length) % 3 === 0 ? '' : `(?:\\0?${shared}(?:\\0?=){0,2})?`;
    return before + spelled(Array.from(text.slice(Math.ceil((offset * 8) / 6), whole), base64Letter)) + after;
  });
}

function base64Letter(letter: string): string {
  if (letter === '+') return String.raw`(?:[+-]|%2[bB]|\\u002[bB])`;
  if (letter === '/') return String.raw`(?:\\{0,4}[/_]|%2[fF]|\\u002[fF])`;
  return letter;
}
