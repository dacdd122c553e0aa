import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { stepIcons } from '../../ui/step-tile.tsx';
import { fieldsOf, isShown, itemSchemaOf, newItem, valueOf } from './form-schema.ts';

const choice = definitions.find(({ kind }) => kind === 'choice');

test('every setting of every kind has a field in the form', () => {
  for (const { settings } of definitions) {
    expect(fieldsOf(settings).map(({ name }) => name)).toEqual(Object.keys(settings.shape));
  }
});

test('every kind’s icon is there', () => {
  for (const { icon } of definitions) expect(Object.keys(stepIcons)).toContain(icon);
});

test('a list’s new item has an id of its own and the defaults', () => {
  const options = fieldsOf(choice?.settings ?? neverSchema()).find(({ name }) => name === 'options');
  const schema = options === undefined ? undefined : itemSchemaOf(options.schema);
  const item = newItem(schema ?? neverSchema(), 'option');
  expect(item).toMatchObject({ label: '', value: '' });
  expect(item['id']).toMatch(/^option_[a-z0-9]{12}$/);
});

test('a field is shown while the other field has the named value, its default included', () => {
  const fields = fieldsOf(choice?.settings ?? neverSchema());
  const shown = (settings: { readonly source?: string }): readonly string[] =>
    fields.filter((field) => isShown(settings, field, fields)).map(({ name }) => name);
  expect(shown({})).toContain('options');
  expect(shown({})).not.toContain('dynamicList');
  expect(shown({ source: 'dynamic' })).toContain('dynamicList');
});

test('a setting that was never written shows its default', () => {
  const fields = fieldsOf(choice?.settings ?? neverSchema());
  const saveAs = fields.find(({ name }) => name === 'saveAs');
  expect(saveAs === undefined ? undefined : valueOf({}, saveAs)).toBe('choice');
});

function neverSchema(): never {
  throw new Error('The choice step is gone.');
}
