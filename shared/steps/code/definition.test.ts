import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('what it writes is known only by running it', () => {
  expect(described(definition).writes).toBeUndefined();
});

test('the summary is the author’s own first comment', () => {
  const code = '// Add up the prices\nexport default async function () { return {}; }';
  expect(described(definition, { code }).summary(checkContext())).toBe('Add up the prices');
  expect(described(definition).summary(checkContext())).toBe('Run code');
});

test('the code that a new step starts with has no findings', () => {
  expect(findingsOf(described(definition, { code: definition.settings.parse({}).code }))).toEqual([]);
});

test('no code, and code without a function to run, are errors', () => {
  expect(findingsOf(described(definition, { code: ' \n' }))).toEqual(['error code: CODE_EMPTY']);
  expect(findingsOf(described(definition, { code: 'return {}' }))).toEqual(['error code: CODE_SYNTAX']);
});
