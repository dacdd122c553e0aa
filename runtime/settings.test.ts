import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test('without anything it listens on this computer alone', () => {
  expect(readSettings({ PORT: '', HOST: '' })).toMatchObject({ PORT: 8080, HOST: '127.0.0.1' });
});

test('a value that cannot be used is named, with what would do', () => {
  const refused: readonly (readonly [name: string, value: string, words: string])[] = [
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', ' ', 'a whole number from 0 to 65535'],
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['DIALOGRAM_RUNNERS', '0', 'a whole number from 1 to 64'],
    ['DIALOGRAM_TRUST_PROXY', 'true', '1 or 0'],
    ['DIALOGRAM_LOG', 'loud', 'one of silent, error, warn, info, debug'],
    ['DIALOGRAM_ORIGINS', 'https://a.example,https://b.example/', 'origins as browsers write them'],
  ];
  for (const [name, value, words] of refused) {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} cannot be used: it is “${value}”`);
    expect(() => readSettings({ [name]: value })).toThrow(words);
  }
});
