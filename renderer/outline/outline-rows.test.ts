import { expect, test } from 'vitest';
import { applyPatches, indexProject } from '../state/project-index.ts';
import { aProject, edge, step } from '../state/project.testing.ts';
import { outlineRows } from './outline-rows.ts';

const options = [{ id: 'o', label: 'O', value: 'o' }];
const index = indexProject(
  aProject(
    [
      { ...step('lost', 'reply', { content: 'Nobody' }), position: { x: -500, y: 0 } },
      { ...step('late', 'reply', { content: 'Still there?' }), name: 'Remind' },
      step('ask', 'choice', { content: 'Which?', options }),
      step('m', 'message-received'),
    ],
    [edge('1', 'm', 'next', 'ask'), edge('2', 'ask', 'timeout', 'late')],
  ),
);

test('steps stand in the order of the flow, those without a way to them last', () => {
  expect(outlineRows(index, new Set(['main'])).map(({ key }) => key)).toEqual([
    'main',
    'm',
    'ask',
    'late',
    'lost',
  ]);
});

test('an open step has a row for each path, with where it leads', () => {
  const rows = outlineRows(index, new Set(['main', 'ask'])).filter(({ kind }) => kind === 'path');
  expect(rows.map(({ level, place, count, words }) => [level, place, count, words])).toEqual([
    [3, 1, 4, 'Path picked, leads nowhere yet'],
    [3, 2, 4, 'Path typed instead, leads nowhere yet'],
    [3, 3, 4, 'Path timeout, leads to Remind'],
    [3, 4, 4, 'Path error, leads nowhere yet'],
  ]);
});

test('a letter makes one new row', () => {
  const open = new Set(['main', 'ask']);
  const before = outlineRows(index, open);
  const typed = applyPatches(index, [
    {
      collection: 'steps',
      id: 'lost',
      value: { ...step('lost', 'reply', { content: 'Nobody!' }), position: { x: -500, y: 0 } },
    },
  ]);
  const after = outlineRows(typed, open);
  const isNew = after.filter((row) => !before.includes(row)).map(({ key }) => key);
  expect(isNew).toEqual(['main', 'lost']);
});

test('a step that is led to says its new name everywhere', () => {
  const named = applyPatches(index, [
    { collection: 'steps', id: 'late', value: { ...step('late'), name: 'Wait' } },
  ]);
  outlineRows(index, new Set(['main', 'ask']));
  const words = outlineRows(named, new Set(['main', 'ask'])).map((row) => row.words);
  expect(words).toContain('Path timeout, leads to Wait');
  expect(words.join()).not.toContain('Remind');
});

test('a closed step says where it leads, too', () => {
  const row = outlineRows(index, new Set(['main'])).find(({ key }) => key === 'ask');
  expect(row?.words).toBe('Choice, Ask: Which?, timeout leads to Remind');
});
