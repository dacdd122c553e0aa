import { expect, test } from 'vitest';
import { stepIdSchema, workflowIdSchema } from '#shared/model/ids.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { applyPatches, indexProject } from '../state/project-index.ts';
import { canConnect, connect, reconnect } from './edge-commands.ts';
import { addStep, changeSettings, deleteElements, duplicateSteps, moveSteps } from './step-commands.ts';
import { deleteWorkflow } from './workflow-commands.ts';

const index = indexProject(
  aProject(
    [step('start', 'conversation-started'), step('a'), step('b'), step('c')],
    [edge('e1', 'start', 'next', 'a'), edge('e2', 'a', 'next', 'b')],
  ),
);

test('connecting a port that has an edge leads that edge elsewhere', () => {
  const command = connect(index, { stepId: 'a', port: 'next' }, 'c');
  expect(command?.patches).toEqual([{ collection: 'edges', id: 'e2', value: edge('e2', 'a', 'next', 'c') }]);
});

test('nothing leads to a trigger, and connecting what is connected changes nothing', () => {
  expect(canConnect(index, 'a', 'start')).toBe(false);
  expect(connect(index, { stepId: 'a', port: 'next' }, 'b')).toBeNull();
});

test('an edge dragged to another port replaces the edge of that port', () => {
  const command = reconnect(index, 'e1', { stepId: 'a', port: 'next' }, 'c');
  const next = applyPatches(index, command?.patches ?? []);
  expect([...next.edges.values()]).toEqual([edge('e2', 'a', 'next', 'c')]);
});

test('a new step follows the port it was dragged from', () => {
  const command = addStep(
    index,
    {
      id: stepIdSchema.parse('new'),
      kind: 'reply',
      workflowId: workflowIdSchema.parse('main'),
      position: { x: 1.6, y: 2 },
    },
    { stepId: 'b', port: 'next' },
  );
  const next = applyPatches(index, command?.patches ?? []);
  expect(next.steps.get('new')).toMatchObject({ position: { x: 2, y: 2 }, kind: 'reply', version: 1 });
  expect(next.edges.get(next.edgeByPort.get('b next') ?? '')?.to).toBe('new');
});

test('deleting a step takes its edges along', () => {
  const next = applyPatches(index, deleteElements(index, ['a'], [])?.patches ?? []);
  expect(next.steps.size).toBe(3);
  expect(next.edges.size).toBe(0);
});

test('copies keep the edges between them', () => {
  const made = duplicateSteps(index, ['a', 'b']);
  const next = applyPatches(index, made?.command.patches ?? []);
  const [a, b] = made?.copies ?? [];
  expect(next.steps.size).toBe(6);
  expect(next.edges.get(next.edgeByPort.get(`${a} next`) ?? '')?.to).toBe(b);
});

test('a move that moves nothing is no edit', () => {
  expect(moveSteps(index, new Map([['a', { x: 0.3, y: 0 }]]))).toBeNull();
});

test('an edge of a removed list item goes with it, one of a path that stays does not', () => {
  const cases = ['yes', 'no'].map((id) => ({ id, name: id }));
  const branch = step('b', 'branch', { cases });
  const flow = indexProject(
    aProject([branch, step('r')], [edge('e1', 'b', 'yes', 'r'), edge('e2', 'b', 'no', 'r')]),
  );
  const change = { field: 'cases', label: 'case', edit: 'Delete case', removedPorts: ['yes', 'no'] };
  const command = changeSettings(flow, 'b', { cases: cases.slice(1) }, change);
  expect(command).toMatchObject({ label: 'Delete case' });
  expect(command).not.toHaveProperty('coalesceKey');
  expect([...applyPatches(flow, command?.patches ?? []).edges.keys()]).toEqual(['e2']);
});

test('the main workflow cannot be deleted', () => {
  expect(deleteWorkflow(index, 'main')).toBeNull();
});
