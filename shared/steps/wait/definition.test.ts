import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('the summary says how long, or until when', () => {
  const summary = (settings: { [key: string]: string | number }) =>
    described(definition, settings).summary(checkContext());
  expect(summary({ seconds: 300 })).toBe('Wait 5 minutes');
  expect(summary({ mode: 'until', until: '{{args.callAt}}' })).toBe('Wait until {{args.callAt}}');
});

test('a missing date, and words that are no date, are errors', () => {
  const findings = (until: string) => findingsOf(described(definition, { mode: 'until', until }));
  expect(findings('')).toEqual(['error until: WAIT_INVALID']);
  expect(findings('next Monday')).toEqual(['error until: WAIT_INVALID']);
  expect(findings('2026-12-24T18:00')).toEqual([]);
  expect(findings('{{args.callAt}}')).toEqual([]);
});

test('less than a second and more than a year do not fit', () => {
  expect(definition.describe({ seconds: 0 }).ok).toBe(false);
  expect(definition.describe({ seconds: 367 * 24 * 3600 }).ok).toBe(false);
});
