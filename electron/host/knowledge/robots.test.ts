import { expect, test } from 'vitest';
import { parseRobots } from './robots.ts';

const allowed = (text: string, ...paths: readonly string[]) => {
  const robots = parseRobots(text, 'Dialogram');
  return paths.map((path) => robots.allows(`https://a.example${path}`));
};

test('the longest rule that fits counts, and of two as long the one that allows', () => {
  const text =
    'User-agent: *\nDisallow: /private\nAllow: /private/open # but this\nDisallow: /x\nAllow: /x\n';
  expect(allowed(text, '/', '/private/a', '/private/open/b', '/x')).toEqual([true, false, true, true]);
});

test('rules for us take the place of those for everyone', () => {
  const text = 'User-agent: a\nUser-agent: dialogram\nDisallow: /b\n\nUser-agent: *\nDisallow: /\n';
  expect(allowed(text, '/a', '/b')).toEqual([true, false]);
});

test('stars and dollars', () => {
  const text = 'user-agent: *\ndisallow: /*.pdf$\ndisallow: /a/*/c\ndisallow: /gr%C3%BC';
  expect(allowed(text, '/x.pdf', '/x.pdf?y', '/a/b/c/d', '/a/c', '/grün')).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test('a file that says nothing forbids nothing, and sitemaps are found anywhere in it', () => {
  expect(allowed('', '/')).toEqual([true]);
  expect(allowed('User-agent: *\nDisallow:', '/')).toEqual([true]);
  expect(parseRobots('Sitemap: https://a.example/s.xml\nSitemap: no', 'Dialogram').sitemaps).toEqual([
    'https://a.example/s.xml',
  ]);
});
