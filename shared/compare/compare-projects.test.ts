import { expect, test } from 'vitest';
import { frameSchema, noteSchema } from '#shared/model/entities/furniture.ts';
import { knowledgeSourceSchema } from '#shared/model/entities/knowledge-source.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { aProject, edge, step } from '#renderer/state/project.testing.ts';
import { compareProjects, countMarks } from './compare-projects.ts';
import { comparisonInLines } from './compare-published.ts';

const choice = (options: readonly object[], rest: object = {}) =>
  step('ask', 'choice', JSON.parse(JSON.stringify({ content: 'Which plan?', options, ...rest })));

const pro = { id: 'o1', label: 'Pro', value: 'pro' };
const free = { id: 'o2', label: 'Free', value: 'free' };

const detailsOf = (before: ProjectDocument, after: ProjectDocument) =>
  compareProjects(before, after).workflows.flatMap(({ steps }) => steps.flatMap(({ details }) => details));

test('the same project has no differences', () => {
  const project = aProject([step('a'), step('b')], [edge('e', 'a', 'next', 'b')]);
  expect(compareProjects(project, structuredClone(project))).toEqual({ project: [], workflows: [] });
});

test('added, changed and removed steps are told apart, with what each is called', () => {
  const before = aProject([step('a', 'reply', { content: 'Hi' }), step('b')]);
  const after = aProject([step('a', 'reply', { content: 'Hello' }), { ...step('c', 'code'), name: 'Price' }]);
  const comparison = compareProjects(before, after);
  expect(comparison.workflows[0]?.steps.map(({ mark, title }) => `${mark} ${title}`)).toEqual([
    'changed Reply',
    'added Code “Price”',
    'removed Reply',
  ]);
  expect(countMarks(comparison)).toEqual({ added: 1, changed: 1, removed: 1 });
});

test('a changed setting says which one, from what to what', () => {
  const before = aProject([step('a', 'reply', { content: 'Hi' }), choice([pro], { timeoutSeconds: 60 })]);
  const after = aProject([step('a', 'reply', { content: '' }), choice([pro], { timeoutSeconds: null })]);
  expect(detailsOf(before, after)).toEqual(['Text: “Hi” → empty', 'Stop waiting after: 1 minute → none']);
});

test('what settings name by its id is said by its name', () => {
  const project = aProject([step('a', 'search', { sources: 'only', only: [] })]);
  const source = knowledgeSourceSchema.parse({ id: 'faq', name: 'Questions', kind: 'text' });
  const before = { ...project, knowledgeSources: [source] };
  const after = { ...before, steps: [step('a', 'search', { sources: 'only', only: ['faq', 'gone'] })] };
  expect(detailsOf(before, after)).toEqual([
    expect.stringMatching(/: none → “Questions”, “a missing source”$/u),
  ]);
});

test('items of a list are followed by their id', () => {
  const before = aProject([choice([pro, free])]);
  expect(detailsOf(before, aProject([choice([{ ...pro, label: 'Business' }])]))).toEqual([
    'Option “Pro”: Shown as: “Pro” → “Business”',
    'Option “Free” was removed',
  ]);
  expect(detailsOf(before, aProject([choice([free, pro])]))).toEqual(['Options: in another order']);
});

test('a moved step is counted, and is not a changed one', () => {
  const before = aProject([step('a')]);
  const after = aProject([{ ...step('a'), position: { x: 5, y: 5 } }]);
  expect(compareProjects(before, after).workflows).toMatchObject([{ movedCount: 1, steps: [] }]);
});

test('paths are told by the words of their port', () => {
  const steps = [choice([pro]), step('a'), { ...step('b'), name: 'Bye' }];
  const before = aProject(steps, [edge('e', 'ask', 'next', 'a')]);
  const after = aProject(steps, [edge('f', 'ask', 'next', 'b')]);
  expect(compareProjects(before, after).workflows[0]?.connections).toEqual([
    'Choice · picked leads to Reply “Bye” instead of Reply',
  ]);
  expect(compareProjects(before, aProject(steps)).workflows[0]?.connections).toEqual([
    'Choice · picked no longer leads to Reply',
  ]);
});

test('notes and frames that were added, changed, moved or removed are told with their workflow', () => {
  const at = { workflowId: 'main', position: { x: 0, y: 0 }, size: { width: 200, height: 100 } };
  const note = (id: string, rest: object) => noteSchema.parse({ ...at, id, ...rest });
  const frame = (rest: object) => frameSchema.parse({ ...at, id: 'f', name: 'Billing', ...rest });
  const before = {
    ...aProject([]),
    notes: [note('a', { text: 'Old' }), note('b', { text: 'Gone' })],
    frames: [frame({})],
  };
  const after = {
    ...aProject([]),
    notes: [note('a', { text: 'New', color: 'pink' }), note('c', { text: 'Come' })],
    frames: [frame({ position: { x: 50, y: 0 }, collapsed: [] })],
  };
  const { workflows } = compareProjects(before, after);
  expect(
    workflows[0]?.furniture.changes.map(({ mark, title, details }) => [mark, title, ...details]),
  ).toEqual([
    ['changed', 'Frame: Billing', 'Collapsed'],
    ['changed', 'Note: New', 'Text: “Old” → “New”', 'Colour: yellow → pink'],
    ['added', 'Note: Come'],
    ['removed', 'Note: Gone'],
  ]);
  expect(workflows[0]?.furniture.movedCount).toBe(1);
  expect(countMarks(compareProjects(before, after))).toEqual({ added: 1, changed: 2, removed: 1 });
});

test('what concerns the whole project is told too', () => {
  const before = aProject([]);
  const after: ProjectDocument = {
    ...before,
    workspace: { ...before.workspace, name: 'Shop', timeZone: 'Europe/Berlin' },
    assistants: before.assistants.map((each) => ({ ...each, name: 'Di' })),
  };
  expect(comparisonInLines(compareProjects(before, after))).toEqual([
    'Project name: “Test” → “Shop”',
    'Time zone: “UTC” → “Europe/Berlin”',
    'Assistant “Di”: Name: “Dia” → “Di”',
  ]);
});
