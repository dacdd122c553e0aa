// What a request of an author may carry. Invariants: nothing that would begin a line of its own, nothing that belongs to
// the connection, nothing that has the answer come in parts or in forms in which a secret could not be found.
import { refusedRequest } from './http-error.ts';

export type Headers = readonly (readonly [name: string, value: string])[];

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}$/u;
const printable = /^[\t\x20-\x7e\x80-\xff]*$/u;
const refusedMethods = new Set(['CONNECT', 'TRACE', 'TRACK']);
const ours = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'if-range',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'range',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);
const mostHeaders = 100;
const longestHeaders = 32_768;

/** Throws HTTP_REFUSED. */
export function checkedMethod(method: string): string {
  const known = method.toUpperCase();
  if (!token.test(method) || known.length > 20)
    throw refusedRequest('the method is not a word such as GET or POST.');
  if (refusedMethods.has(known)) throw refusedRequest(`the method ${known} is not available.`);
  return known;
}

/** Lower-case names. Throws HTTP_REFUSED. */
export function checkedHeaders(headers: Headers): Headers {
  if (headers.length > mostHeaders) throw refusedRequest(`a request has at most ${mostHeaders} headers.`);
  let length = 0;
  return headers.map(([name, value]) => {
    length += name.length + value.length;
    if (length > longestHeaders)
      throw refusedRequest(`its headers are longer than ${longestHeaders} characters.`);
    if (!token.test(name)) throw refusedRequest('a header has a name that no header can have.');
    if (!isHeaderValue(value)) {
      throw refusedRequest(
        `the header “${name}” has a line break or another character that no header can have.`,
      );
    }
    const known = name.toLowerCase();
    if (ours.has(known)) throw refusedRequest(`the header “${name}” is set by Dialogram. Leave it out.`);
    return [known, value] as const;
  });
}

export function isHeaderName(name: string): boolean {
  return token.test(name) && !ours.has(name.toLowerCase());
}

export function isHeaderValue(value: string): boolean {
  return printable.test(value);
}
