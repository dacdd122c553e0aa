// Ways around steps. A connection that would run through one gets a lane: it leaves its step, goes along at the lane's
// height, and comes back down or up to where it leads.
// Invariants: pure; null = the plain curve is free; a way that is free is found when there is one beside a step in between.
import type { Point } from '../commands/step-commands.ts';

export interface Obstacle extends Point {
  readonly width: number;
  readonly height: number;
}

/** The height that a way goes along at, and how much farther than usual it leaves its steps before it turns. */
export interface Lane {
  readonly y: number;
  readonly inset: number;
}

/** A way with a lane of its own, before it is told apart from others. */
export interface Way {
  readonly id: string;
  readonly from: Point;
  readonly to: Point;
  readonly y: number;
}

/** How far a way leaves its step before it turns, and keeps away from others. */
const stub = 20;
const clearance = 18;
const cell = 256;
const samples = [0.06, 0.14, 0.22, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.78, 0.86, 0.94] as const;
const curvature = 0.35;
const radius = 12;

export interface Terrain {
  readonly obstacles: readonly Obstacle[];
  hits(x: number, y: number): boolean;
}

export function createTerrain(obstacles: readonly Obstacle[]): Terrain {
  const cells = new Map<string, Obstacle[]>();
  const key = (x: number, y: number): string => `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
  for (const obstacle of obstacles) {
    const { x, y, width, height } = obstacle;
    for (let column = x; column < x + width + cell; column += cell) {
      for (let row = y; row < y + height + cell; row += cell) {
        const place = key(column, row);
        const known = cells.get(place);
        if (known === undefined) cells.set(place, [obstacle]);
        else known.push(obstacle);
      }
    }
  }
  return {
    obstacles,
    hits: (x, y) =>
      cells
        .get(key(x, y))
        ?.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) === true,
  };
}

/** The height of the lane, or null for the plain curve. */
export function laneOf(from: Point, to: Point, terrain: Terrain): number | null {
  if (!isCurveBlocked(from, to, terrain)) return null;
  const turn = from.x + stub;
  const back = to.x - stub;
  const left = Math.min(turn, back);
  const right = Math.max(turn, back);
  const inTheWay = terrain.obstacles.filter(
    (box) => box.x < right + clearance && box.x + box.width > left - clearance,
  );
  const heights = inTheWay.flatMap((box) => [box.y - clearance, box.y + box.height + clearance]);
  const detour = (y: number): number => Math.abs(y - from.y) + Math.abs(y - to.y);
  let best: { y: number; crossed: number } | undefined;
  for (const y of [...heights, from.y, to.y].toSorted((one, other) => detour(one) - detour(other))) {
    let crossed = 0;
    for (const box of inTheWay) {
      // Worse than a lane that is known already; among hundreds of steps most heights end here.
      if (crossed >= (best?.crossed ?? Infinity)) break;
      if (isAcross(box, left, right, y) || isAlong(box, turn, from.y, y) || isAlong(box, back, to.y, y)) {
        crossed += 1;
      }
    }
    if (best === undefined || crossed < best.crossed) best = { y, crossed };
    if (crossed === 0) break;
  }
  return best?.y ?? null;
}

/** Tracks beside each other within the clearance; more ways than that share the last ones. */
const tracks = [0, 1, -1, 2, -2].map((track) => ({ y: track * 6, inset: Math.abs(track) * 4 }));

/** Puts ways that would run along each other on tracks beside each other. The same ways get the same tracks. */
export function separate(ways: readonly Way[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  const placed = new Map<string, { readonly way: Way; readonly track: number }[]>();
  for (const way of ways.toSorted((one, other) => (one.id < other.id ? -1 : 1))) {
    const near = nearKeys(way).flatMap((key) => placed.get(key) ?? []);
    const taken = new Set(near.filter((each) => runAlong(each.way, way)).map(({ track }) => track));
    const free = tracks.findIndex((_, track) => !taken.has(track));
    const track = free < 0 ? taken.size % tracks.length : free;
    for (const key of ownKeys(way)) {
      const known = placed.get(key);
      if (known === undefined) placed.set(key, [{ way, track }]);
      else known.push({ way, track });
    }
    const { y, inset } = tracks[track] ?? { y: 0, inset: 0 };
    lanes.set(way.id, { y: way.y + y, inset });
  }
  return lanes;
}

const band = 4;
const bandOf = ({ y }: Way): number => Math.floor(y / band);

/** Ways can only run along each other at one height, or where they turn at one place. */
const ownKeys = (way: Way): readonly string[] => [`y${bandOf(way)}`, `from${way.from.x}`, `to${way.to.x}`];
const nearKeys = (way: Way): readonly string[] => [
  ...ownKeys(way),
  `y${bandOf(way) - 1}`,
  `y${bandOf(way) + 1}`,
];

/** Along the lane, or up or down where they turn. */
function runAlong(one: Way, other: Way): boolean {
  const isBeside = Math.abs(one.y - other.y) < band && overlap(spanOf(one), spanOf(other));
  const isTurning = one.from.x === other.from.x && overlap([one.from.y, one.y], [other.from.y, other.y]);
  const isComing = one.to.x === other.to.x && overlap([one.to.y, one.y], [other.to.y, other.y]);
  return isBeside || isTurning || isComing;
}

const spanOf = ({ from, to }: Way): readonly [number, number] => [from.x + stub, to.x - stub];

function overlap(one: readonly [number, number], other: readonly [number, number]): boolean {
  return Math.min(...one) < Math.max(...other) && Math.min(...other) < Math.max(...one);
}

/** The curve that React Flow draws between a right and a left side. */
export function curvePath(from: Point, to: Point): string {
  const reach = reachOf(from, to);
  return `M${from.x},${from.y}C${from.x + reach},${from.y} ${to.x - reach},${to.y} ${to.x},${to.y}`;
}

/** The way along a lane, with round corners, and its middle. */
export function lanePath(
  from: Point,
  to: Point,
  { y: lane, inset }: Lane,
): { readonly path: string; readonly middle: Point } {
  const turn = from.x + stub + inset;
  const back = to.x - stub - inset;
  const corners = [
    { x: turn, y: from.y },
    { x: turn, y: lane },
    { x: back, y: lane },
    { x: back, y: to.y },
  ];
  let path = `M${from.x},${from.y}`;
  for (const [index, corner] of corners.entries()) {
    const before = corners[index - 1] ?? from;
    const after = corners[index + 1] ?? to;
    const start = towards(corner, before);
    const end = towards(corner, after);
    path += ` L${start.x},${start.y} Q${corner.x},${corner.y} ${end.x},${end.y}`;
  }
  return { path: `${path} L${to.x},${to.y}`, middle: { x: (turn + back) / 2, y: lane } };
}

function towards(corner: Point, other: Point): Point {
  const distance = Math.hypot(other.x - corner.x, other.y - corner.y);
  if (distance === 0) return corner;
  const part = Math.min(radius, distance / 2) / distance;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

function reachOf(from: Point, to: Point): number {
  const distance = to.x - from.x;
  return distance >= 0 ? distance / 2 : curvature * 25 * Math.sqrt(-distance);
}

/** Looks along the plain curve. */
function isCurveBlocked(from: Point, to: Point, terrain: Terrain): boolean {
  const reach = reachOf(from, to);
  return samples.some((t) => {
    const rest = 1 - t;
    const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * t, 3 * rest * t ** 2, t ** 3];
    const x = a * from.x + b * (from.x + reach) + c * (to.x - reach) + d * to.x;
    return terrain.hits(x, (a + b) * from.y + (c + d) * to.y);
  });
}

function isAcross(box: Obstacle, left: number, right: number, y: number): boolean {
  return y > box.y && y < box.y + box.height && box.x < right && box.x + box.width > left;
}

function isAlong(box: Obstacle, x: number, one: number, other: number): boolean {
  return (
    x > box.x &&
    x < box.x + box.width &&
    Math.min(one, other) < box.y + box.height &&
    Math.max(one, other) > box.y
  );
}
