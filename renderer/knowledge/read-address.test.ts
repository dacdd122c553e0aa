import { expect, test } from 'vitest';
import { readAddress } from './read-address.ts';

test('an address may be typed without its beginning', () => {
  expect(readAddress(' example.com/help ')).toBe('https://example.com/help');
  expect(readAddress('http://localhost:8080/a')).toBe('http://localhost:8080/a');
});

test('what is no address of a web page is refused', () => {
  for (const text of ['', 'refunds', 'two words.com', 'ftp://example.com', 'javascript:alert(1)']) {
    expect(readAddress(text)).toBeNull();
  }
});
