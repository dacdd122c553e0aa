import { expect, test } from 'vitest';
import { parseClip } from '#shared/model/clip.ts';
import { workflowIdSchema } from '#shared/model/ids.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { applyPatches, indexProject, type ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';
import { alignSteps, distributeSteps } from './arrange-commands.ts';
import { copySteps, pasteClip } from './clip-commands.ts';
import { addStepInto, canInsert, freePort, insertStep, setDisabled } from './insert-commands.ts';

const main = workflowIdSchema.parse('main');
const at = (id: string, x: number, y: number) => ({ ...step(id), position: { x, y } });
const box = (id: string, x: number, y: number, height = 100) => ({ id, x, y, width: 200, height });

const document = aProject(
  [
    step('start', 'conversation-started'),
    step('a'),
    step('b'),
    step('lone'),
    step('go', 'workflow', { workflowId: 'main' }),
    step('back', 'ref', { stepId: 'a' }),
    { ...step('voice', 'reply', { assistantId: 'dia' }), position: { x: 40, y: 60 } },
  ],
  [edge('e1', 'start', 'next', 'a'), edge('e2', 'a', 'next', 'b')],
);
const index = indexProject(document);
const after = (command: Command | null): ProjectIndex => applyPatches(index, command?.patches ?? []);
const leadsTo = (project: ProjectIndex, id: string): string | undefined =>
  project.edges.get(project.edgeByPort.get(`${id} next`) ?? '')?.to;

test('steps are brought into line at their left, middle and bottom', () => {
  const project = indexProject(aProject([at('a', 0, 0), at('b', 50, 200)]));
  const boxes = [box('a', 0, 0, 100), box('b', 50, 200, 60)];
  const places = (side: 'left' | 'middle' | 'bottom') =>
    [...applyPatches(project, alignSteps(project, boxes, side)?.patches ?? []).steps.values()].map(
      ({ position: { x, y } }) => [x, y],
    );
  expect(places('left')).toEqual([
    [0, 0],
    [0, 200],
  ]);
  expect(places('middle')).toEqual([
    [0, 80],
    [50, 100],
  ]);
  expect(places('bottom')).toEqual([
    [0, 160],
    [50, 200],
  ]);
});

test('distributing gives equal gaps and leaves the outer steps where they are', () => {
  const project = indexProject(aProject([at('a', 0, 0), at('b', 210, 9), at('c', 700, 0)]));
  const boxes = [box('a', 0, 0), box('b', 210, 9), box('c', 700, 0)];
  const next = applyPatches(project, distributeSteps(project, boxes, 'horizontal')?.patches ?? []);
  expect([...next.steps.values()].map(({ position }) => position.x)).toEqual([0, 350, 700]);
});

test('a step put into a connection is led to, and leads on', () => {
  const next = after(insertStep(index, 'e2', 'lone', { x: 5, y: 6 }));
  expect([leadsTo(next, 'a'), leadsTo(next, 'lone')]).toEqual(['lone', 'b']);
  expect(next.steps.get('lone')?.position).toEqual({ x: 5, y: 6 });
});

test('what is connected already, or cannot lead on, is not put into a connection', () => {
  expect(canInsert(index, 'lone')).toBe(true);
  expect(['a', 'start', 'back'].filter((id) => canInsert(index, id))).toEqual([]);
  expect(insertStep(index, 'e1', 'b')).toBeNull();
});

test('a new step can be put into a connection at once', () => {
  const id = step('new').id;
  const next = after(
    addStepInto(index, { id, kind: 'reply', workflowId: main, position: { x: 0, y: 0 } }, 'e1'),
  );
  expect([leadsTo(next, 'start'), leadsTo(next, 'new')]).toEqual(['new', 'a']);
});

test('steps are disabled and enabled, and nothing else of them changes', () => {
  const disabled = after(setDisabled(index, ['a', 'b'], true));
  expect(disabled.steps.get('a')?.isDisabled).toBe(true);
  const enabled = applyPatches(disabled, setDisabled(disabled, ['a', 'b'], false)?.patches ?? []);
  expect(enabled.steps.get('a')).toEqual(index.steps.get('a'));
  expect(setDisabled(index, ['a'], false)).toBeNull();
});

test('the first free port is where the next step goes, never the error port', () => {
  expect([freePort(index, 'lone'), freePort(index, 'a'), freePort(index, 'back')]).toEqual([
    'next',
    undefined,
    undefined,
  ]);
});

function copied(stepIds: readonly string[]) {
  const clip = parseClip(copySteps(index, stepIds) ?? '');
  if (clip === null) throw new Error('The copy cannot be read.');
  return clip;
}

test('pasted steps have new ids, keep the edges between them, and lead to each other', () => {
  const { command, stepIds, missing } = pasteClip(index, copied(['a', 'b', 'back']), main, { x: 7, y: 8 });
  const [a, b, back] = stepIds;
  const next = after(command);
  expect(leadsTo(next, a ?? '')).toBe(b);
  expect(next.steps.get(back ?? '')?.settings).toEqual({ stepId: a });
  expect(next.steps.get(a ?? '')?.position).toEqual({ x: 7, y: 8 });
  expect([next.steps.size, missing]).toEqual([index.steps.size + 3, []]);
});

test('what is pasted twice at one place does not cover itself', () => {
  const place = { x: 500, y: 500 };
  const once = after(pasteClip(index, copied(['a']), main, place).command);
  const { command, stepIds } = pasteClip(once, copied(['a']), main, place);
  const twice = applyPatches(once, command.patches);
  expect(twice.steps.get(stepIds[0] ?? '')?.position).toEqual({ x: 532, y: 532 });
});

test('what another project does not have is named and taken out', () => {
  const other = indexProject({
    ...aProject([]),
    workspace: { ...document.workspace, mainWorkflowId: workflowIdSchema.parse('home') },
    workflows: [{ id: workflowIdSchema.parse('home'), name: 'Home', description: '' }],
    assistants: [],
  });
  const clip = copied(['go', 'back', 'voice']);
  const { command, missing } = pasteClip(other, clip, workflowIdSchema.parse('home'), { x: 0, y: 0 });
  expect(missing).toEqual(['the workflow “Main”', 'the step “Reply”', 'the assistant “Dia”']);
  const next = applyPatches(other, command.patches);
  expect([...next.steps.values()].map(({ settings }) => settings)).toEqual([{}, {}, {}]);
});

test('a clip that holds a step twice, or nothing, is no clip', () => {
  const clip = copied(['a', 'b']);
  const [a] = clip.steps;
  expect(parseClip(JSON.stringify({ ...clip, steps: [a, a] }))).toBeNull();
  expect(parseClip(JSON.stringify({ ...clip, steps: [], edges: [] }))).toBeNull();
});

test('text that is something else is no clip', () => {
  const text = copySteps(index, ['a']) ?? '';
  expect(['', 'Hello', '{"a":1}', text.slice(0, -1), text.replace('"main"', '7')].map(parseClip)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});
