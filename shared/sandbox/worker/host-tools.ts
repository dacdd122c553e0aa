// What the runner works out for scripts, because Node has it and an isolate does not. Text in, text out; nothing throws.
import { type Cipheriv, createCipheriv, createHash } from 'node:crypto';

const longestUrl = 200_000;

/** The parts of a URL as JSON, after one of them was set; an empty text when it is none. */
export function urlParts(input: unknown, base: unknown, part: unknown, value: unknown): string {
  const [text, from] = [String(input), String(base)];
  if (text.length + from.length > longestUrl) return '';
  const url = URL.parse(text, from === '' ? undefined : from);
  if (url === null) return '';
  setPart(url, String(part), String(value));
  const { href, origin, protocol, username, password, host, hostname, port, pathname, search, hash } = url;
  return JSON.stringify({
    href,
    origin,
    protocol,
    username,
    password,
    host,
    hostname,
    port,
    pathname,
    search,
    hash,
  });
}

const settable = [
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;

function setPart(url: URL, part: string, value: string): void {
  const known = settable.find((name) => name === part);
  if (known !== undefined) url[known] = value;
}

const algorithms: Readonly<Record<string, string>> = {
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Of base64, as base64; an empty text when there is no such algorithm. */
export function digest(algorithm: unknown, base64: unknown): string {
  const name = String(algorithm);
  const known = Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
  if (known === undefined) return '';
  return createHash(known)
    .update(Buffer.from(String(base64), 'base64'))
    .digest('base64');
}

const mostRandom = 65_536;

/** Bytes as base64 that depend on `entropy` (32 bytes, hex) and on how many were taken before, and can be guessed from neither. */
export function createRandom(entropy: string): (count: unknown) => string {
  // Made when it is asked for: few scripts are interested.
  let stream: Cipheriv | undefined;
  return (count) => {
    stream ??= createCipheriv('aes-256-ctr', createHash('sha256').update(entropy).digest(), Buffer.alloc(16));
    const size = Math.min(mostRandom, Math.max(0, Math.trunc(Number(count)) || 0));
    return stream.update(Buffer.alloc(size)).toString('base64');
  };
}
