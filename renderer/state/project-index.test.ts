import { expect, test } from 'vitest';
import { patchSchema } from '#shared/model/edit.ts';
import { aProject, edge, step } from './project.testing.ts';
import { applyPatches, indexProject, portKey, reorder } from './project-index.ts';

const index = indexProject(aProject([step('a'), step('b')], [edge('e', 'a', 'next', 'b')]));

test('steps are found by workflow, edges by the port they leave', () => {
  expect([...(index.stepIdsByWorkflow.get('main') ?? [])]).toEqual(['a', 'b']);
  expect(index.edgeByPort.get(portKey('a', 'next'))).toBe('e');
  expect([...(index.edgeIdsBySource.get('a') ?? [])]).toEqual(['e']);
});

test('what a patch does not name keeps its identity', () => {
  const moved = { ...step('b'), position: { x: 5, y: 5 } };
  const next = applyPatches(index, [{ collection: 'steps', id: 'b', value: moved }]);
  expect(next.steps.get('a')).toBe(index.steps.get('a'));
  expect(next.steps.get('b')).toBe(moved);
  expect(next.edges).toBe(index.edges);
  expect(next.stepIdsByWorkflow).toBe(index.stepIdsByWorkflow);
});

test('a deleted step and its edge leave every index', () => {
  const next = applyPatches(index, [
    { collection: 'edges', id: 'e', value: null },
    { collection: 'steps', id: 'b', value: null },
  ]);
  expect(next.steps.has('b')).toBe(false);
  expect(next.stepIdsByWorkflow.get('main')?.has('b')).toBe(false);
  expect(next.edgeByPort.size).toBe(0);
  expect(next.edgeIdsBySource.get('a')?.size).toBe(0);
});

test('an edge that moves to another port leaves the old one free', () => {
  const next = applyPatches(index, [{ collection: 'edges', id: 'e', value: edge('e', 'a', 'error', 'b') }]);
  expect(next.edgeByPort.get(portKey('a', 'next'))).toBeUndefined();
  expect(next.edgeByPort.get(portKey('a', 'error'))).toBe('e');
});

test('what came back is listed where it had been, and what the order does not know stays behind', () => {
  const workflow = (id: string) => ({ ...[...index.workflows.values()][0], id, name: id });
  const more = applyPatches(
    index,
    ['c', 'b', 'd'].map((id) => patchSchema.parse({ collection: 'workflows', id, value: workflow(id) })),
  );
  const ids = [...reorder(more, { workflows: ['b', 'main', 'c', 'gone'] }).workflows.keys()];
  expect(ids).toEqual(['b', 'main', 'c', 'd']);
});
