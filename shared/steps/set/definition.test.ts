import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const plan = { id: 'a', name: 'plan', value: 'pro' };
const customer = { id: 'b', name: 'customer', value: '{{user.name}}' };

test('the summary says what is set to what, and it writes those names', () => {
  const description = described(definition, { values: [plan, customer] });
  expect(description.summary(checkContext())).toBe('Set plan to pro, customer to {{user.name}}');
  expect(description.writes).toEqual(['plan', 'customer']);
  expect(findingsOf(description)).toEqual([]);
});

test('a value without a name, or with one that cannot be written, is an error', () => {
  const values = [{ id: 'a' }, { ...plan, name: 'my plan' }, { ...plan, name: '__proto__' }];
  expect(findingsOf(described(definition, { values }))).toEqual([
    'error values.0.name: NAME_INVALID',
    'error values.1.name: NAME_INVALID',
    'error values.2.name: NAME_INVALID',
  ]);
});

test('the same name twice, and no values at all, are warnings', () => {
  expect(findingsOf(described(definition, { values: [plan, { ...plan, id: 'b' }] }))).toEqual([
    'warning values.1.name: NAME_TWICE',
  ]);
  expect(findingsOf(described(definition))).toEqual(['warning values: SETTING_MISSING']);
});
