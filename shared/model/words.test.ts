import { expect, test } from 'vitest';
import { durationInWords, shorten } from './words.ts';

test('a duration is said in the units people use', () => {
  expect([1, 60, 300, 5400, 86_400, 90_061].map((seconds) => durationInWords(seconds))).toEqual([
    '1 second',
    '1 minute',
    '5 minutes',
    '1 hour 30 minutes',
    '1 day',
    '1 day 1 hour 1 minute 1 second',
  ]);
});

test('a long text becomes one line that ends with an ellipsis', () => {
  expect(shorten('one\n  two')).toBe('one two');
  expect(shorten('abcdef', 5)).toBe('abcd…');
  expect(shorten('abcd ef', 6)).toBe('abcd…');
});

test('shortening never cuts a character in two', () => {
  expect(shorten('👍👍👍', 2)).toBe('👍…');
});
