import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { fieldsOf, itemSchemaOf } from '#shared/model/form-fields.ts';
import { itemClip, readItemClip } from './item-clip.ts';

const settings = definitions.find(({ kind }) => kind === 'prompt')?.settings;
const tools = (settings === undefined ? [] : fieldsOf(settings)).find(({ name }) => name === 'tools');
const found = tools === undefined ? undefined : itemSchemaOf(tools.schema);
if (found === undefined) throw new Error('The prompt step has no tools.');
const schema = found;

const tool = { id: 'mine', name: 'Refund', description: 'Pays back.' };

test('a copied tool is pasted with an id of its own', () => {
  const pasted = readItemClip(itemClip('tool', tool), 'tool', schema);
  expect(pasted).toMatchObject({ name: 'Refund', description: 'Pays back.' });
  expect(pasted?.['id']).not.toBe('mine');
});

test.each([
  ['text', 'Refund'],
  ['JSON of something else', '{"name":"Refund"}'],
  ['broken JSON', '{"format":'],
  ['an item of another list', itemClip('option', tool)],
  ['a tool that does not fit', itemClip('tool', { ...tool, name: 7 })],
])('%s is not pasted', (_, text) => {
  expect(readItemClip(text, 'tool', schema)).toBeNull();
});
