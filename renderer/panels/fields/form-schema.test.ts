import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { stepIcons } from '../../ui/step-tile.tsx';
import { fieldsOf, isShown, itemSchemaOf, valueOf } from '#shared/model/form-fields.ts';
import { isFull, newItem, onlyFieldOf, withNewIds } from './form-schema.ts';

const prompt = definitions.find(({ kind }) => kind === 'prompt');
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

test('a copied item has new ids down to its innermost list, and is otherwise the same', () => {
  const tools = fieldsOf(prompt?.settings ?? neverSchema()).find(({ name }) => name === 'tools');
  const schema = (tools === undefined ? undefined : itemSchemaOf(tools.schema)) ?? neverSchema();
  const red = { id: 'choice', value: 'red' };
  const parameter = { id: 'parameter', name: 'colour', type: 'choice', choices: [red] };
  const tool = { id: 'tool', name: 'Paint', parameters: [parameter] };
  const copy = withNewIds(schema, tool, 'tool');
  expect(copy).toMatchObject({
    name: 'Paint',
    parameters: [{ name: 'colour', type: 'choice', choices: [{ value: 'red' }] }],
  });
  for (const id of ['tool', 'parameter', 'choice']) {
    expect(JSON.stringify(copy)).not.toContain(`"id":"${id}"`);
    expect(JSON.stringify(copy)).toContain(`"id":"${id}_`);
  }
});

test('a list says when it is full, and whether its items fit in a row', () => {
  const fields = fieldsOf(prompt?.settings ?? neverSchema());
  const [rules, tools] = ['rules', 'tools'].map(
    (name) => fields.find((field) => field.name === name)?.schema,
  );
  expect([99, 100].map((count) => rules !== undefined && isFull(rules, count))).toEqual([false, true]);
  expect([49, 50].map((count) => tools !== undefined && isFull(tools, count))).toEqual([false, true]);
  const only = (schema: typeof rules): string | undefined =>
    onlyFieldOf((schema === undefined ? undefined : itemSchemaOf(schema)) ?? neverSchema())?.name;
  expect([only(rules), only(tools)]).toEqual(['text', undefined]);
});

function neverSchema(): never {
  throw new Error('The choice step is gone.');
}
