import { expect, test } from 'vitest';
import { indexProject } from './project-index.ts';
import { aProject, edge, step } from './project.testing.ts';
import { stepAlong } from './walk-edges.ts';

const options = [{ id: 'o', label: 'O', value: 'o' }];
const index = indexProject(
  aProject(
    [
      step('m', 'message-received'),
      step('ask', 'choice', { content: '?', options }),
      step('picked'),
      step('late'),
      { ...step('alone'), position: { x: 0, y: 500 } },
      step('back', 'ref', { stepId: 'ask' }),
    ],
    [
      edge('1', 'm', 'next', 'ask'),
      edge('2', 'ask', 'timeout', 'late'),
      edge('3', 'ask', 'next', 'picked'),
      edge('4', 'late', 'next', 'picked'),
    ],
  ),
);

test('right follows the first path, left goes back, and links are paths too', () => {
  expect(stepAlong(index, 'm', 'right')).toBe('ask');
  expect(stepAlong(index, 'ask', 'right')).toBe('picked');
  expect(stepAlong(index, 'ask', 'left')).toBe('m');
  expect(stepAlong(index, 'back', 'right')).toBe('ask');
  expect(stepAlong(index, 'm', 'left')).toBeUndefined();
});

test('back and forth comes to the step that was left', () => {
  expect(stepAlong(index, 'picked', 'left', 'ask')).toBe('ask');
  expect(stepAlong(index, 'picked', 'left', 'late')).toBe('late');
  expect(stepAlong(index, 'ask', 'right', 'late')).toBe('late');
});

test('down and up go through what follows the same step, then to what lies there', () => {
  expect(stepAlong(index, 'picked', 'down', 'ask')).toBe('late');
  expect(stepAlong(index, 'late', 'up')).toBe('picked');
  expect(stepAlong(index, 'late', 'down')).toBe('alone');
});
