import { expect, test } from 'vitest';
import type { Step } from '#shared/model/entities/flow.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { duplicateWorkflow } from '../commands/duplicate-workflow.ts';
import { applyPatches, indexProject } from '../state/project-index.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { mapOf, targetOf, usesOf } from './jumps.ts';

const other = workflowIdSchema.parse('other');
const inOther = (each: Step): Step => ({ ...each, workflowId: other });

function project(steps: readonly Step[], names: readonly string[] = ['other']): ProjectDocument {
  const base = aProject(steps, []);
  const added = names.map((name) => ({ id: workflowIdSchema.parse(name), name, description: '' }));
  return { ...base, workflows: [...base.workflows, ...added] };
}

const jump = (id: string, to: string) => step(id, 'workflow', { workflowId: to });

test('a step leads to the workflow in its settings, as long as that is there', () => {
  const index = indexProject(project([jump('a', 'other'), jump('b', 'gone'), step('c')]));
  const targets = [...index.steps.values()].map((each) => targetOf(index, each));
  expect(targets).toEqual(['other', undefined, undefined]);
  expect(usesOf(index, 'other').map(({ id }) => id)).toEqual(['a']);
});

test('the map puts each workflow as many columns away as jumps lead to it', () => {
  const steps = [
    jump('a', 'other'),
    jump('b', 'other'),
    inOther(jump('c', 'deep')),
    inOther(jump('d', 'main')),
  ];
  const { places, jumps } = mapOf(indexProject(project(steps, ['other', 'deep', 'lost'])));
  expect(places.map(({ workflow, column, isReached }) => [workflow.id, column, isReached])).toEqual([
    ['main', 0, true],
    ['other', 1, true],
    ['deep', 2, true],
    ['lost', 3, false],
  ]);
  expect(jumps).toContainEqual({ from: 'main', to: 'other', count: 2 });
});

test('a copy of a workflow has ids of its own, and leads to its own steps', () => {
  const steps = [
    step('a'),
    step('again', 'ref', { stepId: 'a' }),
    jump('self', 'main'),
    jump('out', 'other'),
  ];
  const document = project(steps);
  const index = indexProject({ ...document, edges: [edge('e', 'a', 'next', 'again')] });
  const copyId = workflowIdSchema.parse('copy');
  const command = duplicateWorkflow(index, 'main', copyId);
  const next = applyPatches(index, command?.patches ?? []);
  const ids = [...(next.stepIdsByWorkflow.get('copy') ?? [])];
  expect(ids).toHaveLength(4);
  expect(ids.filter((id) => index.steps.has(id))).toEqual([]);
  expect(next.workflows.get('copy')?.name).toBe('Main copy');
  const [first, again, self, out] = ids.map((id) => next.steps.get(id));
  expect(again?.settings['stepId']).toBe(first?.id);
  expect(self?.settings['workflowId']).toBe('copy');
  expect(out?.settings['workflowId']).toBe('other');
  expect([...next.edges.values()].slice(1)).toMatchObject([{ from: { stepId: first?.id }, to: again?.id }]);
  expect(index.steps.get('again')).toBe(next.steps.get('again'));
});
