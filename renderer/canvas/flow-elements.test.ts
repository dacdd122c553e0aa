import { expect, test } from 'vitest';
import { aProject, edge, step } from '../state/project.testing.ts';
import { applyPatches, indexProject } from '../state/project-index.ts';
import { areWaysSame, flowEdges, labelOf, reconcileNodes } from './flow-elements.ts';

const index = indexProject(
  aProject([step('a'), step('b'), step('r', 'ref', { stepId: 'a' })], [edge('e', 'a', 'next', 'b')]),
);
const ids = ['a', 'b', 'r'];
const none: ReadonlySet<string> = new Set();

test('nodes of steps that did not change stay the same objects', () => {
  const before = reconcileNodes([], index, index, ids, none);
  const next = applyPatches(index, [
    { collection: 'steps', id: 'b', value: { ...step('b'), position: { x: 9, y: 9 } } },
  ]);
  const after = reconcileNodes(before, index, next, ids, none);
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.position).toEqual({ x: 9, y: 9 });
});

test('what a step says makes no other node of it, until it makes other ports', () => {
  const before = reconcileNodes([], index, index, ids, none);
  const written = { ...step('a', 'reply', { content: 'Hello' }) };
  const typed = applyPatches(index, [{ collection: 'steps', id: 'a', value: written }]);
  expect(reconcileNodes(before, index, typed, ids, none)).toBe(before);
  expect(areWaysSame(index, typed, 'main')).toBe(true);

  const asks = {
    ...step('a', 'choice', { content: 'Which?', options: [{ id: 'o', label: 'O', value: 'o' }] }),
  };
  const asking = applyPatches(typed, [{ collection: 'steps', id: 'a', value: asks }]);
  const [node] = reconcileNodes(before, typed, asking, ids, none);
  expect(node?.data.ports.rows).toContain('timeout');
  expect(node?.handles?.filter(({ type }) => type === 'source').map(({ id }) => id)).toEqual(
    node?.data.ports.rows,
  );
  expect(node?.measured?.height).toBeGreaterThan(before[0]?.measured?.height ?? Infinity);
});

test('a node keeps where it is dragged while something else changes', () => {
  const before = reconcileNodes([], index, index, ids, none).map((node) => ({
    ...node,
    position: { x: 50, y: 50 },
  }));
  const after = reconcileNodes(before, index, index, ids, new Set(['b']));
  expect(after.map(({ position }) => position.x)).toEqual([50, 50, 50]);
  expect(after.map(({ selected }) => selected)).toEqual([false, true, false]);
});

test('a node is named by its kind and its name or summary', () => {
  const next = applyPatches(index, [
    { collection: 'steps', id: 'a', value: { ...step('a'), name: 'Greeting' } },
  ]);
  const labels = ids.flatMap((id) => next.steps.get(id) ?? []).map((each) => labelOf(next, each));
  expect(labels).toEqual([
    'Reply: Greeting',
    'Reply: Say what the step before prepared',
    'Continue at: Continue at Greeting',
  ]);
});

test('edges stay the same objects, and links of settings are drawn besides them', () => {
  const before = flowEdges([], index, ids, none);
  expect(before.map(({ id, data }) => [id, data?.isLink])).toEqual([
    ['e', false],
    ['link r a', true],
  ]);
  expect(flowEdges(before, index, ids, none)).toBe(before);
  expect(flowEdges(before, index, ids, new Set(['e']))[0]?.selected).toBe(true);
});
