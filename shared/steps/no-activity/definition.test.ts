import { expect, test } from 'vitest';
import { checkContext, described } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('the summary says how long the silence is', () => {
  expect(described(definition, { seconds: 600 }).summary(checkContext())).toBe('After 10 minutes of silence');
});
