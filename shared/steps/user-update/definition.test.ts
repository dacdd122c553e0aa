import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const attribute = (name: string) => ({ id: 'a', name, type: 'string', value: '1' });

test('the summary lists what is updated', () => {
  const settings = { email: '{{args.email}}', attributes: [attribute('plan')] };
  expect(described(definition, settings).summary(checkContext())).toBe('Update e-mail, plan');
  expect(described(definition).summary(checkContext())).toBe('Update nothing yet');
});

test('nothing to update, names that cannot be used and names that stand twice are findings', () => {
  expect(findingsOf(described(definition))).toEqual(['warning email: SETTING_MISSING']);
  const attributes = [attribute('my plan'), attribute('plan'), attribute('plan'), attribute('__proto__')];
  expect(findingsOf(described(definition, { attributes }))).toEqual([
    'error attributes.0.name: NAME_INVALID',
    'warning attributes.2.name: NAME_TWICE',
    'error attributes.3.name: NAME_INVALID',
  ]);
});
