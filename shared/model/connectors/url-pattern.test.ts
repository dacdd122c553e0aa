import { describe, expect, it } from 'vitest';
import { matchesUrl, parseUrlPattern, readUrlPattern, specificityOf } from './url-pattern.ts';

const matches = (pattern: string, url: string): boolean => matchesUrl(parseUrlPattern(pattern), new URL(url));

describe('https://api.stripe.com/*', () => {
  it.each([
    'https://api.stripe.com/',
    'https://api.stripe.com',
    'https://api.stripe.com/v1/customers?limit=3#top',
    'https://api.stripe.com:443/v1',
    'https://API.Stripe.COM/v1',
    'HTTPS://api.stripe.com/v1',
    'https://api.stripe.com/a%2Fb',
  ])('matches %s', (url) => {
    expect(matches('https://api.stripe.com/*', url)).toBe(true);
  });

  it.each([
    'https://api.stripe.com.evil.example/',
    'https://user@api.stripe.com/',
    'https://api.stripe.com@evil.example/',
    'https://:pass@api.stripe.com/',
    'https://evil.example/https://api.stripe.com/',
    'https://evil.example\\@api.stripe.com/',
    'https://api.stripe.com./',
    'https://api.stripe.com:8443/',
    'https://api-stripe.com/',
    'https://xapi.stripe.com/',
    'https://a.api.stripe.com/',
    'https://stripe.com/',
    'https://аpi.stripe.com/',
    'https://api。stripe。com.evil.example/',
    'http://api.stripe.com/',
    'ftp://api.stripe.com/',
    'https://api.stripe.com%2eevil.example/',
  ])('does not match %s', (url) => {
    expect(URL.canParse(url) && matches('https://api.stripe.com/*', url)).toBe(false);
  });
});

describe('a path', () => {
  it.each([
    ['https://a.example/v1/*', 'https://a.example/v1/items', true],
    ['https://a.example/v1/*', 'https://a.example/v1/', true],
    ['https://a.example/v1/*', 'https://a.example/v1', false],
    ['https://a.example/v1/*', 'https://a.example/v2/items', false],
    ['https://a.example/v1/*', 'https://a.example/V1/items', false],
    ['https://a.example/v1/*', 'https://a.example/v1/../admin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/%2e%2e/admin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/..%2fadmin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/%2e%2e%2fadmin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/..%255c..%255cadmin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/x%252f..%252f..%252fadmin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/..;/admin', false],
    ['https://a.example/v1/*', 'https://a.example/v1/..%00/admin', false],
    ['https://a.example/v1/*', 'https://a.example//v1/items', false],
    ['https://a.example/v1/*', 'https://a.example/v1/group%2Fname', true],
    ['https://a.example/v1/*', 'https://a.example/v1/..a/b', true],
    ['https://a.example/v1/*/items', 'https://a.example/v1/7/items', true],
    ['https://a.example/v1/*/items', 'https://a.example/v1/7/8/items', false],
    ['https://a.example/v1/*/items', 'https://a.example/v1/7%2F8/items', false],
    ['https://a.example/v1/cus_*', 'https://a.example/v1/cus_42', true],
    ['https://a.example/v1/cus_*', 'https://a.example/v1/cus_42/cards', false],
    ['https://a.example/v1/a*b*c', 'https://a.example/v1/a1b2c', true],
    ['https://a.example/v1/a*b*c', 'https://a.example/v1/a1c', false],
    ['https://a.example/v1', 'https://a.example/v1', true],
    ['https://a.example', 'https://a.example/v1', false],
    ['https://*.a.example/*', 'https://x.a.example/', true],
    ['https://*.a.example/*', 'https://a.example/', false],
    ['https://*.a.example/*', 'https://x.y.a.example/', false],
    ['https://*.a.example/*', 'https://.a.example/', false],
    ['https://a.example:8443/*', 'https://a.example:8443/x', true],
    ['https://a.example:8443/*', 'https://a.example/x', false],
    ['http://localhost:8080/*', 'http://localhost:8080/x', true],
    ['http://localhost:8080/*', 'https://localhost:8080/x', false],
    ['http://127.0.0.1/*', 'http://0x7f.1/', true],
    ['http://[::1]:80/*', 'http://[0:0:0:0:0:0:0:1]/', true],
  ])('%s and %s: %s', (pattern, url, expected) => {
    expect(matches(pattern, url)).toBe(expected);
  });
});

it.each([
  ['', 'https://api.example.com/*'],
  ['*', 'https://api.example.com/*'],
  ['https://*/*', 'parts before the domain'],
  ['https://*.com/*', 'parts before the domain'],
  ['https://a.*.com/*', 'parts before the domain'],
  ['https://a*.example.com/*', 'one whole part'],
  ['https://user@a.example/*', 'before “@”'],
  ['https://a.example/*?key=1', 'any query is allowed'],
  ['https://a.example/#x', 'any query is allowed'],
  ['http://a.example/*', 'must begin with https://'],
  ['http://localhost.evil.example/*', 'must begin with https://'],
  ['ftp://a.example/*', 'https://api.example.com/*'],
  ['https://a.example:99999/*', 'larger than 65535'],
  ['https://a.example/a b', 'space'],
  ['https://a.example/v1/../*', 'no parts of a path'],
  ['https://a.example/v1/%2e%2e/*', 'no parts of a path'],
  ['https://bücher.example/*', 'xn-- form'],
  ['https://a.example\\b/*', 'https://api.example.com/*'],
  ['https://a..example/*', 'one whole part'],
  [`https://a.example/${'x'.repeat(2000)}`, 'longer than'],
])('refuses the pattern %s', (source, words) => {
  expect(() => parseUrlPattern(source)).toThrow(words);
  expect(readUrlPattern(source)).toBeUndefined();
});

it('a pattern that says more wins over one that says less, and two alike are a tie', () => {
  const rank = (source: string): number => specificityOf(parseUrlPattern(source));
  const ranked = [
    'https://*.example.com/*',
    'https://*.example.com/v1/*',
    'https://api.example.com/*',
    'https://api.example.com/v1/*',
    'https://api.example.com/v1/items/*',
    'https://api.example.com/v1/items/1',
  ];
  expect(ranked.toSorted((left, right) => rank(left) - rank(right))).toEqual(ranked);
  expect(rank('https://api.example.com/v1/*')).toBe(rank('https://API.example.com:443/v1/*'));
});

it('a pattern of many wildcards takes no time', () => {
  const pattern = parseUrlPattern(`https://a.example/${'a*'.repeat(800)}b`);
  expect(matchesUrl(pattern, new URL(`https://a.example/${'a'.repeat(8000)}`))).toBe(false);
});
