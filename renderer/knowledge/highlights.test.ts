import { expect, test } from 'vitest';
import { partsOf, snippetOf } from './highlights.ts';

test('found words stand apart, and places that overlap or lie outside are cut to fit', () => {
  const parts = partsOf(
    'refund within 30 days',
    [
      [14, 16],
      [0, 6],
      [4, 9],
      [40, 50],
    ],
    { start: 0, end: 21 },
  );
  expect(parts).toEqual([
    { words: 'refund', isFound: true },
    { words: ' wi', isFound: true },
    { words: 'thin ', isFound: false },
    { words: '30', isFound: true },
    { words: ' days', isFound: false },
  ]);
});

test('a short text is shown whole, a long one where most words were found, from word to word', () => {
  expect(snippetOf('short', [], 100)).toEqual({ start: 0, end: 5 });
  const text = `refund ${'filler '.repeat(60)}a refund is paid within 30 days ${'filler '.repeat(60)}`;
  const second = text.lastIndexOf('refund');
  const days = text.indexOf('30 days');
  const { start, end } = snippetOf(
    text,
    [
      [0, 6],
      [second, second + 6],
      [days, days + 7],
    ],
    120,
  );
  expect(text.slice(start, end)).toMatch(/^filler .*a refund is paid within 30 days .*filler$/u);
});
