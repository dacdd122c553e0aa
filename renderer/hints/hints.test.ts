import { expect, test } from 'vitest';
import { hints, nextHint, placeBeside, type Tried } from './hints.ts';

const nothing: Tried = { session: null, selectedStepIds: new Set(), project: { undoLabel: null } };

test('a hint that was tried already is passed over', () => {
  expect(nextHint(0, nothing)).toBe(0);
  expect(nextHint(1, { ...nothing, selectedStepIds: new Set(['a']) })).toBe(2);
  expect(nextHint(2, { ...nothing, project: { undoLabel: 'Change text' } })).toBe(3);
  expect(nextHint(2, { ...nothing, project: { undoLabel: 'Add Reply' } })).toBeNull();
  expect(nextHint(hints.length, nothing)).toBeNull();
});

test('a card stays inside the window, whatever it points at', () => {
  const card = { width: 280, height: 160 };
  const window = { width: 1280, height: 800 };
  const target = (left: number, width: number, top = 100) => ({ left, width, top, right: left + width });
  expect(placeBeside(target(948, 332), 'left', card, window)).toEqual({ left: 654, top: 156 });
  expect(placeBeside(target(0, 224), 'right', card, window)).toEqual({ left: 238, top: 156 });
  expect(placeBeside(target(224, 724), 'over', card, window)).toEqual({ left: 446, top: 114 });
  expect(placeBeside(target(0, 200, 790), 'left', card, window)).toEqual({ left: 8, top: 632 });
});
