// URL patterns of connectors: which addresses may be asked for, matched on the parsed URL and never on its text.
// Invariants: pure; a URL with user information never matches; host and port match as a whole; a path matches only if it still
// does when a server decodes it again, so that no encoded slash or dot segment leads out of it.
import { AppError } from '../../errors/app-error.ts';

/** What of a parsed URL counts; a `URL` is one. */
export interface UrlParts {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
}

export interface UrlPattern {
  readonly source: string;
  readonly protocol: 'https:' | 'http:';
  /** Lower case; `*` stands for one label. */
  readonly host: readonly string[];
  /** Empty: the scheme's own. */
  readonly port: string;
  /** `*` within a segment stands for any part of it. */
  readonly path: readonly string[];
  /** It ended in `/*`: everything below, at any depth. */
  readonly isOpen: boolean;
}

export const longestPattern = 2000;
export const mostPatterns = 20;

const shape = /^(https?):\/\/([^/?#@:[\]\\]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(\/[^?#\\]*)?$/u;
const label = /^(?:\*|[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)$/u;
const loopbackHost = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/u;

/** Throws INVALID_INPUT, which says what is wrong with it and how to write it. */
export function parseUrlPattern(source: string): UrlPattern {
  const text = source.trim();
  const refuse = (why: string): never => {
    throw new AppError('INVALID_INPUT', `The address pattern “${text.slice(0, 200)}” cannot be used: ${why}`);
  };
  if (text.length > longestPattern) refuse(`it is longer than ${longestPattern} characters.`);
  if (/[?#]/u.test(text)) refuse('leave out everything from “?” or “#” on; any query is allowed.');
  if (/^https?:\/\/[^/]*@/iu.test(text)) refuse('leave out the name and password before “@”.');
  if (/\s/u.test(text)) refuse('it has a space in it.');
  // Scheme and host are case-insensitive, the path is not.
  const cased = /^[^/]*\/\/[^/]*/u.exec(text)?.[0] ?? '';
  const parts = shape.exec(cased.toLowerCase() + text.slice(cased.length));
  const [, scheme, host, port = '', path = '/'] = parts ?? [];
  if (scheme === undefined || host === undefined) {
    return refuse('write it like https://api.example.com/* – the scheme, the host, then a path.');
  }
  const labels = host.startsWith('[') ? [host] : host.split('.');
  if (!host.startsWith('[') && !labels.every((each) => label.test(each))) {
    refuse(
      'its host must be letters, digits, “-” and dots, where “*” stands for one whole part between dots. Write names in other scripts in their xn-- form.',
    );
  }
  if (labels.includes('*') && (labels.length < 3 || labels.slice(-2).includes('*'))) {
    refuse('“*” may stand only for parts before the domain, as in https://*.example.com/*.');
  }
  if (Number(port) > 65_535) refuse('its port is larger than 65535.');
  if (scheme === 'http' && !loopbackHost.test(host)) {
    refuse('it must begin with https://. Only this computer itself (localhost) may be reached by http://.');
  }
  const isOpen = path.endsWith('/*');
  const segments = splitPath(isOpen ? path.slice(0, -2) : path);
  if (segments.some((segment) => isDotSegment(plainText(segment))))
    refuse('“.” and “..” are no parts of a path.');
  const protocol = scheme === 'http' ? 'http:' : 'https:';
  const ownPort = protocol === 'https:' ? '443' : '80';
  const isOwnPort = port === '' || String(Number(port)) === ownPort;
  return {
    source: text,
    protocol,
    host: labels,
    port: isOwnPort ? '' : String(Number(port)),
    path: segments,
    isOpen,
  };
}

/** The pattern, or undefined when it cannot be used. */
export function readUrlPattern(source: string): UrlPattern | undefined {
  try {
    return parseUrlPattern(source);
  } catch (error) {
    if (AppError.is(error)) return undefined;
    throw error;
  }
}

export function matchesUrl(pattern: UrlPattern, url: UrlParts): boolean {
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol !== pattern.protocol || url.port !== pattern.port) return false;
  const labels = url.hostname.startsWith('[') ? [url.hostname] : url.hostname.split('.');
  if (labels.length !== pattern.host.length) return false;
  if (!pattern.host.every((each, index) => (each === '*' ? labels[index] !== '' : each === labels[index]))) {
    return false;
  }
  // Where everything is allowed there is nothing to lead out of.
  if (pattern.isOpen && pattern.path.length === 0) return true;
  if (!matchesPath(pattern, splitPath(url.pathname))) return false;
  const plain = plainText(url.pathname).split(/[/\\]/u).slice(1);
  return !plain.some(isDotSegment) && matchesPath(pattern, plain);
}

/** Of patterns that match the same URL, the one with the larger number wins; equal ones are a tie. */
export function specificityOf({ host, path, isOpen }: UrlPattern): number {
  const literal = (parts: readonly string[]): number =>
    parts.reduce((sum, part) => sum + part.replaceAll('*', '').length, 0);
  const hostScore = (host.includes('*') ? 0 : 1_000) + literal(host);
  return hostScore * 100_000 + (isOpen ? 0 : 10_000) + literal(path) + path.length;
}

function splitPath(path: string): readonly string[] {
  return path === '' ? [] : path.slice(1).split('/');
}

function matchesPath({ path, isOpen }: UrlPattern, segments: readonly string[]): boolean {
  if (isOpen ? segments.length <= path.length : segments.length !== path.length) return false;
  return path.every((wanted, index) => matchesSegment(wanted, segments[index] ?? ''));
}

/** Without a regular expression: a pattern with many wildcards must not take long. */
function matchesSegment(wanted: string, given: string): boolean {
  const [first = '', ...rest] = wanted.split('*');
  const last = rest.pop();
  if (last === undefined) return wanted === given;
  if (given.length < first.length + last.length || !given.startsWith(first) || !given.endsWith(last))
    return false;
  let from = first.length;
  const end = given.length - last.length;
  for (const part of rest) {
    const at = given.indexOf(part, from);
    if (at === -1 || at + part.length > end) return false;
    from = at + part.length;
  }
  return from <= end;
}

/** As a server sees it that decodes until nothing changes. */
function plainText(path: string): string {
  let plain = path;
  for (let round = 0; round < 8; round += 1) {
    const next = plain.replaceAll(/%([0-7][0-9a-f])/giu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (next === plain) break;
    plain = next;
  }
  return plain;
}

/** Some servers cut parameters off: `..;x=1` is `..` to them. */
function isDotSegment(segment: string): boolean {
  return /^\.{1,2}(?:;|\0|$)/u.test(segment);
}

/** Scheme, host and port, as patterns of the same server share them. */
export function originOf({ protocol, host, port }: UrlPattern): string {
  return `${protocol}//${host.join('.')}${port === '' ? '' : `:${port}`}`;
}
