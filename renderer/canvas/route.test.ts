import { expect, test } from 'vitest';
import { createTerrain, laneOf, lanePath } from './route.ts';

const box = (x: number, y: number) => ({ x, y, width: 200, height: 100 });

test('a way with nothing between is the plain curve', () => {
  const terrain = createTerrain([box(0, 0), box(300, 0)]);
  expect(laneOf({ x: 200, y: 24 }, { x: 300, y: 24 }, terrain)).toBeNull();
});

test('a way with a step between passes above or below it', () => {
  const between = box(300, 0);
  const lane = laneOf({ x: 200, y: 24 }, { x: 600, y: 24 }, createTerrain([box(0, 0), between, box(600, 0)]));
  expect(lane).toBe(-18);
});

test('a way back goes around the steps it leaves and leads to', () => {
  const terrain = createTerrain([box(0, 0), box(300, 0), box(600, 0)]);
  const lane = laneOf({ x: 800, y: 60 }, { x: 0, y: 24 }, terrain) ?? 0;
  expect(lane < 0 || lane > 100).toBe(true);
});

test('the way along a lane begins and ends at its steps', () => {
  const { path, middle } = lanePath({ x: 0, y: 0 }, { x: 500, y: 0 }, -40);
  expect(path.startsWith('M0,0 ')).toBe(true);
  expect(path.endsWith(' L500,0')).toBe(true);
  expect(middle).toEqual({ x: 250, y: -40 });
});
