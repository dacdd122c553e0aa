import { expect, test } from 'vitest';
import { dayOf, keyOf, pointChoices, pointOf } from './point-names.ts';

test('a point comes back from its key', () => {
  for (const point of ['now', { rev: 0 }, { rev: 12 }, { versionId: 'version_a1' }] as const) {
    expect(pointOf(keyOf(point))).toEqual(point);
  }
});

test('days are named by how near they are', () => {
  const now = new Date(2026, 10, 21, 15, 0).getTime();
  expect(dayOf(new Date(2026, 10, 21, 0, 1).getTime(), now)).toBe('Today');
  expect(dayOf(new Date(2026, 10, 20, 23, 59).getTime(), now)).toBe('Yesterday');
  expect(dayOf(new Date(2026, 10, 17, 9, 0).getTime(), now)).toBe('Tuesday, November 17');
  expect(dayOf(new Date(2024, 2, 4, 9, 0).getTime(), now)).toBe('March 4, 2024');
});

test('what is compared can be chosen although its page is not loaded', () => {
  const entries = [{ rev: 9, label: 'Move step', at: Date.now(), isUndone: false }];
  const groups = pointChoices(entries, [], true, [{ rev: 3 }, 'now']);
  expect(groups.flatMap(({ items }) => items.map(({ value }) => value))).toEqual(['now', 'rev 9', 'rev 3']);
});
