import { expect, test } from 'vitest';
import { createTerrain, laneOf, lanePath, separate } from './route.ts';

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
  const { path, middle } = lanePath({ x: 0, y: 0 }, { x: 500, y: 0 }, { y: -40, inset: 0 });
  expect(path.startsWith('M0,0 ')).toBe(true);
  expect(path.endsWith(' L500,0')).toBe(true);
  expect(middle).toEqual({ x: 250, y: -40 });
});

test('ways that would run along each other are drawn side by side, the same ones always alike', () => {
  const way = (id: string, from: number, to: number, y: number) => ({
    id,
    from: { x: from, y: 0 },
    to: { x: to, y: 0 },
    y,
  });
  const ways = [way('a', 0, 500, -40), way('b', 100, 700, -40), way('c', 900, 1200, -40)];
  const lanes = separate(ways);
  expect([...lanes.values()].map(({ y }) => y)).toEqual([-40, -34, -40]);
  expect(separate(ways.toReversed()).get('b')).toEqual(lanes.get('b'));
});

test('ways that turn at the same place turn beside each other', () => {
  const lanes = separate([
    { id: 'a', from: { x: 0, y: 10 }, to: { x: 900, y: 0 }, y: 100 },
    { id: 'b', from: { x: 0, y: 30 }, to: { x: 600, y: 0 }, y: 200 },
  ]);
  expect(lanes.get('a')?.inset).not.toBe(lanes.get('b')?.inset);
});
