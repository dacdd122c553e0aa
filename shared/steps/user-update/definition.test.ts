import { expect, test } from 'vitest';
import { checkContext, described, findingsOf } from '#tests/helpers/described.ts';
import { definition } from './definition.ts';

const attribute = (name: string, type = 'string', value = '1') => ({ id: 'a', name, type, value });

test('the summary lists what is updated, and to what', () => {
  const settings = { email: '{{args.email}}', attributes: [attribute('plan'), attribute('', 'string', '')] };
  expect(described(definition, settings).summary(checkContext())).toBe(
    'Set e-mail to {{args.email}}, plan to 1, an attribute to nothing',
  );
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

test('what is written out and can never fit is found before it runs, variables are not', () => {
  const attributes = [
    attribute('seats', 'number', 'many'),
    attribute('age', 'number', ' 7 '),
    attribute('isPaying', 'boolean', 'yes'),
    attribute('isOld', 'boolean', '{{args.isOld}}'),
    attribute('isNew', 'boolean', 'perhaps'),
    attribute('plan', 'string', ''),
  ];
  expect(findingsOf(described(definition, { email: 'nobody at home', attributes }))).toEqual([
    'error email: USER_VALUE_INVALID',
    'error attributes.0.value: USER_VALUE_INVALID',
    'error attributes.4.value: USER_VALUE_INVALID',
    'warning attributes.5.value: SETTING_MISSING',
  ]);
  expect(findingsOf(described(definition, { email: 'a@b.example' }))).toEqual([]);
});
