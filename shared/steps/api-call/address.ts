// Addresses and headers of requests that an author writes. Pure.

/** Whether scheme and host are written out, so that no value of a template is part of them. */
export const hasFixedHost = (template: string): boolean =>
  /^\s*https?:\/\/[^/?#\\@\s{}]+(?:[/?#]|\s*$)/iu.test(template);

const managed: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
  'te',
  'trailer',
]);

export function headerProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/u.test(name)) {
    return `“${name.slice(0, 40)}” cannot be the name of a header. Use letters, digits and "-".`;
  }
  return managed.has(name.toLowerCase())
    ? `The header “${name}” is set by the app itself. Remove it.`
    : undefined;
}

/** Values of headers: one line, without control characters. */
export const isHeaderValue = (value: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/u.test(value);

export function encodePairs(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join('=')).join('&');
}

/** `url` with the query added before its fragment, which is not sent. */
export function withQuery(url: string, query: string): string {
  const [address = ''] = url.split('#', 1);
  return query === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${query}`;
}
