import { expect, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { applyPatches } from './apply-patches.ts';
import { patchSchema } from './edit.ts';

const document = emptyProject('Shop', 'ws');
const apply = (...patches: readonly unknown[]) =>
  applyPatches(
    document,
    patches.map((patch) => patchSchema.parse(patch)),
  );

test('an entity put again keeps its place, a new one goes to the end', () => {
  const next = apply(
    { collection: 'testUsers', id: 'new', value: { id: 'new', name: 'New', identity: 'anonymous' } },
    { collection: 'testUsers', id: 'jane', value: { id: 'jane', name: 'Janet', identity: 'verified' } },
  );
  expect(next.testUsers.map(({ name }) => name)).toEqual(['Visitor', 'Janet', 'Sam Lee', 'New']);
});

test('what no patch names stays the same object, and the document given is not changed', () => {
  const next = apply({ collection: 'testUsers', id: 'jane', value: null });
  expect(next.testUsers[0]).toBe(document.testUsers[0]);
  expect(next.steps).toBe(document.steps);
  expect(document.testUsers).toHaveLength(3);
});

test('the workspace is replaced, and deleting what is not there does nothing', () => {
  const next = apply(
    { collection: 'workspace', id: 'ws', value: { ...document.workspace, name: 'Market' } },
    { collection: 'edges', id: 'gone', value: null },
  );
  expect(next).toEqual({ ...document, workspace: { ...document.workspace, name: 'Market' } });
});
