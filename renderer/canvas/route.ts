// Ways around steps. A connection that would run through one gets a lane: it leaves its step, goes along at the lane's
// height, and comes back down or up to where it leads.
// Invariants: pure; null = the plain curve is free; a way that is free is found when there is one beside a step in between.
import type { Point } from '../commands/step-commands.ts';

export interface Obstacle extends Point {
  readonly width: number;
  readonly height: number;
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

/** The way along a lane, with round corners, and its middle. */
export function lanePath(
  from: Point,
  to: Point,
  lane: number,
): { readonly path: string; readonly middle: Point } {
  const turn = from.x + stub;
  const back = to.x - stub;
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

/** Looks along the curve that React Flow draws between a right and a left side. */
function isCurveBlocked(from: Point, to: Point, terrain: Terrain): boolean {
  const distance = to.x - from.x;
  const reach = distance >= 0 ? distance / 2 : curvature * 25 * Math.sqrt(-distance);
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
