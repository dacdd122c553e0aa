// Who may talk to the studio: the page that the studio itself served, in a browser that signed in.
// Invariants: a request under any other name than the studio's own is refused (a foreign name that leads to loopback is an
// attack), and so is one that another page made; secrets are compared in constant time.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'hono/utils/cookie';

export interface StudioGuard {
  readonly cookieName: string;
  /** Where the page may open its WebSocket, as sources of a content security policy. */
  readonly socketSources: string;
  /** The request names the studio, and no other page made it. */
  isOwnRequest(headers: IncomingHttpHeaders): boolean;
  isSignedIn(headers: IncomingHttpHeaders): boolean;
  /** A WebSocket is not held back by the same-origin policy, so it must say where it comes from. */
  mayOpenSocket(headers: IncomingHttpHeaders): boolean;
}

const names = ['127.0.0.1', 'localhost'];

export function createStudioGuard(port: number, cookie: string): StudioGuard {
  const hosts = new Set(names.map((name) => `${name}:${port}`));
  // Browsers send cookies to every port of a host, so two studios need two names.
  const cookieName = `dialogram-${port}`;
  const isOwnRequest = ({ host, origin }: IncomingHttpHeaders): boolean =>
    host !== undefined && hosts.has(host) && (origin === undefined || origin === `http://${host}`);
  const isSignedIn = (headers: IncomingHttpHeaders): boolean =>
    isSame(parse(headers.cookie ?? '', cookieName)[cookieName] ?? '', cookie);
  return {
    cookieName,
    socketSources: names.map((name) => `ws://${name}:${port}`).join(' '),
    isOwnRequest,
    isSignedIn,
    mayOpenSocket: (headers) => headers.origin !== undefined && isOwnRequest(headers) && isSignedIn(headers),
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
