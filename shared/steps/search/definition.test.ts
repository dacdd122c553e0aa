import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('the summary says what is looked for, also when nothing was written', () => {
  expect(described(definition, { query: 'refunds' }).summary(checkContext())).toBe('Look for refunds');
  expect(described(definition, { query: ' ' }).summary(checkContext())).toBe('Look for {{args.content}}');
});

test('looking only in no source at all is a warning', () => {
  expect(findingsOf(described(definition, { sources: 'only' }))).toEqual(['warning only: SETTING_MISSING']);
  expect(findingsOf(described(definition, { sources: 'only', only: ['s'] }))).toEqual([]);
});
