import { expect, test } from 'vitest';
import { checkContext, described } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

test('the summary says what the operator reads, also when nothing was written', () => {
  expect(described(definition, { note: 'Refund over 100' }).summary(checkContext())).toBe(
    'Ask an operator: Refund over 100',
  );
  expect(described(definition, { note: ' ' }).summary(checkContext())).toBe(
    'Ask an operator: Escalated to support',
  );
});
