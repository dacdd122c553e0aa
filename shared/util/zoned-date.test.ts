import { expect, test } from 'vitest';
import { parseDate } from './zoned-date.ts';

const at = (text: string, zone: string): string | undefined => {
  const moment = parseDate(text, zone);
  return moment === undefined ? undefined : new Date(moment).toISOString();
};

test('a date alone is its midnight in the workspace’s zone', () => {
  expect(at('2026-12-24', 'UTC')).toBe('2026-12-24T00:00:00.000Z');
  expect(at('2026-12-24', 'Europe/Berlin')).toBe('2026-12-23T23:00:00.000Z');
  expect(at('2026-07-01', 'America/New_York')).toBe('2026-07-01T04:00:00.000Z');
});

test('a date-time may leave out seconds, and may have a space for the T', () => {
  expect(at('2026-12-24T18:00', 'Asia/Kolkata')).toBe('2026-12-24T12:30:00.000Z');
  expect(at(' 2026-12-24 18:00:05.25 ', 'UTC')).toBe('2026-12-24T18:00:05.250Z');
});

test('an offset wins over the workspace’s zone', () => {
  expect(at('2026-12-24T18:00Z', 'Europe/Berlin')).toBe('2026-12-24T18:00:00.000Z');
  expect(at('2026-12-24T18:00-05:30', 'Europe/Berlin')).toBe('2026-12-24T23:30:00.000Z');
  expect(at('2026-12-24T18:00:00+0200', 'Europe/Berlin')).toBe('2026-12-24T16:00:00.000Z');
});

test('a reading that clocks skip in spring is the moment it would have been', () => {
  expect(at('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
});

test('a reading that clocks show twice in autumn is the first', () => {
  expect(at('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
});

test.each([
  '',
  'tomorrow',
  '2026-02-30',
  '2026-13-01',
  '2026-12-24T25:00',
  '24.12.2026',
  '2026-12-24T18:00+99:00',
])('“%s” is not a date', (text) => {
  expect(at(text, 'UTC')).toBeUndefined();
});
