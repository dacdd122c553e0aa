import { parseUrl } from '../ui/parse-url.ts';

/** What was typed as the address of a page in the web, `https` unless it says otherwise; null when it is none. */
export function readAddress(text: string): string | null {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z\d+.-]*:\/\//iu.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = parseUrl(whole);
  if (url === null || trimmed === '' || /\s/u.test(trimmed)) return null;
  const isReachable =
    url.hostname.includes('.') || url.hostname === 'localhost' || url.hostname.startsWith('[');
  return /^https?:$/u.test(url.protocol) && isReachable ? url.href : null;
}
