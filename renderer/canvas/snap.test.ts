import { expect, test } from 'vitest';
import { snap, snapLines } from './snap.ts';

const lines = snapLines([
  { x: 0, y: 0, width: 200, height: 100 },
  { x: 1000, y: 500, width: 200, height: 100 },
]);

test('a step snaps to the nearest edge or centre of another, on each axis by itself', () => {
  const { by, guides } = snap({ x: 4, y: 300, width: 200, height: 80 }, lines, 6);
  expect(by).toEqual({ x: -4, y: 0 });
  expect(guides).toEqual([{ axis: 'x', at: 0, from: 0, to: 380 }]);
});

test('centres snap to centres', () => {
  const { by } = snap({ x: 400, y: 507, width: 100, height: 80 }, lines, 6);
  expect(by).toEqual({ x: 0, y: 3 });
});

test('out of reach nothing snaps', () => {
  expect(snap({ x: 300, y: 200, width: 150, height: 61 }, lines, 6)).toEqual({
    by: { x: 0, y: 0 },
    guides: [],
  });
});
