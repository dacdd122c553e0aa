import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { type CountedRequest, openConnectorCounts } from './connector-counts.ts';

const hour = 3_600_000;
const noon = Date.UTC(2026, 0, 5, 12);

const request = (over: Partial<CountedRequest> = {}): CountedRequest => ({
  at: noon,
  isError: false,
  status: 200,
  method: 'GET',
  address: 'https://api.example.com/items',
  message: '',
  ...over,
});
const failure = (at: number, message: string): CountedRequest =>
  request({ at, isError: true, status: 500, message });

test('what was counted is there before and after it was written, and for the next process', () => {
  const folder = temporaryFolder();
  const counts = openConnectorCounts(folder, () => noon);
  counts.count('shop/stripe', request());
  counts.count('shop/stripe', failure(noon, 'Broken'));
  const expected = { requests: 2, errors: 1, lastErrors: [expect.objectContaining({ message: 'Broken' })] };
  expect(counts.read('shop/stripe')).toEqual(expected);
  counts.flush();
  expect(counts.read('shop/stripe')).toEqual(expected);
  expect(openConnectorCounts(folder, () => noon).read('shop/stripe')).toEqual(expected);
  expect(counts.read('shop/other')).toEqual({ requests: 0, errors: 0, lastErrors: [] });
});

test('what two processes count at once adds up', () => {
  const folder = temporaryFolder();
  const [one, other] = [openConnectorCounts(folder, () => noon), openConnectorCounts(folder, () => noon)];
  one.count('a', request());
  other.count('a', request());
  one.count('b', request());
  one.flush();
  other.flush();
  expect(one.read('a').requests).toBe(2);
  expect(other.read('b').requests).toBe(1);
});

test('what is older than 24 hours no longer counts, and leaves the file', () => {
  const folder = temporaryFolder();
  let now = noon;
  const counts = openConnectorCounts(folder, () => now);
  counts.count('old', failure(noon, 'Yesterday'));
  counts.flush();
  now = noon + 23 * hour;
  expect(counts.read('old')).toMatchObject({ requests: 1, errors: 1 });
  now = noon + 25 * hour;
  expect(counts.read('old')).toEqual({ requests: 0, errors: 0, lastErrors: [] });
  counts.count('new', request({ at: now }));
  counts.flush();
  expect(readFileSync(join(folder, 'connector-counts.json'), 'utf8')).not.toContain('"old"');
});

test('the last five errors are kept, latest first, and long messages are cut', () => {
  const counts = openConnectorCounts(temporaryFolder(), () => noon);
  for (let number = 1; number <= 4; number += 1) counts.count('a', failure(noon + number, `Error ${number}`));
  counts.flush();
  for (let number = 5; number <= 7; number += 1) counts.count('a', failure(noon + number, `Error ${number}`));
  counts.count('a', failure(noon + 8, 'x'.repeat(2000)));
  const { lastErrors } = counts.read('a');
  expect(lastErrors.map(({ message }) => message.slice(0, 7))).toEqual([
    'xxxxxxx',
    'Error 7',
    'Error 6',
    'Error 5',
    'Error 4',
  ]);
  expect(lastErrors[0]?.message).toHaveLength(500);
});

test.each(['{"connectors":', '{"connectors":{"a":1}}', '[]'])(
  'a file that cannot be understood (%s) counts as empty, and is replaced',
  (text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'connector-counts.json'), text);
    const counts = openConnectorCounts(folder, () => noon);
    expect(counts.read('a').requests).toBe(0);
    counts.count('a', request());
    counts.flush();
    expect(openConnectorCounts(folder, () => noon).read('a').requests).toBe(1);
  },
);

test('nothing is written when nothing was counted', () => {
  const folder = temporaryFolder();
  openConnectorCounts(folder, () => noon).flush();
  expect(existsSync(join(folder, 'connector-counts.json'))).toBe(false);
});
