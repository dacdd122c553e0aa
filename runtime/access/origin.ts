/** As a browser writes one: scheme, host in small letters and the port where it is not the usual one, without a path. */
export function isOrigin(text: string): boolean {
  return /^https?:/u.test(text) && URL.parse(text)?.origin === text;
}
