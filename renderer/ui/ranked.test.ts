import { expect, test } from 'vitest';
import { ranked } from './ranked.ts';

const kinds = [
  { title: 'Message received', more: 'When the customer writes' },
  { title: 'Search', more: 'Looks something up for the reply' },
  { title: 'Choice', more: 'Asks, with buttons' },
  { title: 'Reply', more: 'Says something' },
];
const found = (query: string): readonly string[] =>
  ranked(kinds, query, (kind) => kind).map(({ title }) => title);

test('a title that begins with the words comes first, then words of titles, then further words', () => {
  expect(found('re')).toEqual(['Reply', 'Message received', 'Search']);
  expect(found('ch')).toEqual(['Choice', 'Search']);
  expect(found('something')).toEqual(['Search', 'Reply']);
});

test('every word must be there, in any order; no words find everything as it was', () => {
  expect(found('received mess')).toEqual(['Message received']);
  expect(found('reply says')).toEqual(['Reply']);
  expect(found('reply nothing')).toEqual([]);
  expect(found(' ')).toEqual(kinds.map(({ title }) => title));
});
