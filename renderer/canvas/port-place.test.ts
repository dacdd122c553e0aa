import { expect, test } from 'vitest';
import { handlesAt } from './port-place.ts';

const middles = (handles: ReturnType<typeof handlesAt>) =>
  handles.map(({ id, x, y, width = 0, height = 0 }) => [id, x + width / 2, y + height / 2]);

test('an only port stands beside the title, opposite the input', () => {
  const handles = handlesAt({ hasInput: true, hasLink: false, rows: ['next'] }, 80);
  expect(middles(handles)).toEqual([
    ['next', 215, 25],
    ['input', 1, 25],
  ]);
});

test('several ports stand in rows at the bottom, the last one above the padding', () => {
  const handles = handlesAt({ hasInput: false, hasLink: true, rows: ['picked', 'error'] }, 150);
  expect(middles(handles)).toEqual([
    ['picked', 215, 111],
    ['error', 215, 133],
    ['link', 215, 25],
  ]);
});
