import { expect, test } from 'vitest';
import { aProject, edge, step } from '../../state/project.testing.ts';
import { indexProject } from '../../state/project-index.ts';
import { layoutGraph, placesOf } from './layout-graph.ts';

const index = indexProject(
  aProject(
    [step('start', 'conversation-started'), step('say'), step('back', 'ref', { stepId: 'say' })],
    [
      edge('e1', 'start', 'next', 'say'),
      edge('e2', 'say', 'next', 'back'),
      edge('e3', 'say', 'gone', 'back'),
    ],
  ),
);
const box = (id: string, x: number) => ({ id, x, y: 0, width: 216, height: 100 });
const boxes = [box('say', 300), box('start', 10), box('back', 600)];

test('steps are laid out in the order in which they stand, with ports that keep their places', () => {
  const graph = layoutGraph(index, boxes);
  expect(graph.children?.map(({ id }) => id)).toEqual(['start', 'say', 'back']);
  expect(graph.children?.[1]?.ports?.map(({ id, x }) => [id, x])).toEqual([
    ['say  input', 0],
    ['say next', 216],
    ['say error', 216],
    ['say gone', 216],
  ]);
});

test('connections and links between the laid out steps count, others do not', () => {
  const ways = (chosen: typeof boxes) => layoutGraph(index, chosen).edges?.map(({ id }) => id);
  expect(ways(boxes)).toEqual(['e1', 'e2', 'e3', 'link back']);
  expect(ways(boxes.slice(0, 2))).toEqual(['e1']);
});

test('the step that stands first stays where it is', () => {
  const layout = {
    id: 'workflow',
    children: [
      { id: 'start', x: 12, y: 50 },
      { id: 'say', x: 312.4, y: 90 },
    ],
  };
  expect([...placesOf(layout, boxes.slice(0, 2))]).toEqual([
    ['start', { x: 10, y: 0 }],
    ['say', { x: 310, y: 40 }],
  ]);
});
