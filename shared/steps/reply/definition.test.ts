import { expect, test } from 'vitest';
import { checkContext, described } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('the summary says what the customer reads, in one short line', () => {
  const content = `Hello {{user.name}},\n\n${'we are glad to see you. '.repeat(10)}`;
  const summary = described(definition, { content }).summary(checkContext());
  expect(summary).toMatch(/^Say: Hello \{\{user\.name\}\}, we are glad .*…$/);
  expect(summary.length).toBeLessThanOrEqual(80);
});

test('an empty text stands for the text that the step before prepared', () => {
  expect(described(definition).summary(checkContext())).toBe('Say what the step before prepared');
});

test('settings of older files without an assistant fit', () => {
  expect(definition.settings.parse({ content: 'Hi' })).toEqual({ content: 'Hi', assistantId: null });
});
