// Alignment while dragging: the dragged steps snap to edges and centres of others, and lines show to which.
// Invariants: pure; the lines to snap to are collected once per drag and searched by halves, so a move costs little.
import type { Point } from '../commands/step-commands.ts';

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** A line from `from` to `to` at `at`: `x` lines stand upright, `y` lines lie. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

interface Line {
  readonly at: number;
  readonly rect: Rect;
}

export interface SnapLines {
  readonly x: readonly Line[];
  readonly y: readonly Line[];
}

const start = { x: 'x', y: 'y' } as const;
const length = { x: 'width', y: 'height' } as const;

export function snapLines(rects: readonly Rect[]): SnapLines {
  const linesOf = (axis: 'x' | 'y'): readonly Line[] =>
    rects
      .flatMap((rect) => stopsOf(rect, axis).map((at) => ({ at, rect })))
      .toSorted((one, other) => one.at - other.at);
  return { x: linesOf('x'), y: linesOf('y') };
}

/** How far the rectangle moves to snap, and the guides that say why. */
export function snap(
  rect: Rect,
  lines: SnapLines,
  reach: number,
): { readonly by: Point; readonly guides: readonly Guide[] } {
  const x = nearest(rect, lines.x, 'x', reach);
  const y = nearest(rect, lines.y, 'y', reach);
  const by = { x: x?.by ?? 0, y: y?.by ?? 0 };
  const moved = { ...rect, x: rect.x + by.x, y: rect.y + by.y };
  const guides = [
    ...(x === undefined ? [] : [guideOf(moved, x.line, 'x')]),
    ...(y === undefined ? [] : [guideOf(moved, y.line, 'y')]),
  ];
  return { by, guides };
}

function nearest(
  rect: Rect,
  lines: readonly Line[],
  axis: 'x' | 'y',
  reach: number,
): { readonly by: number; readonly line: Line } | undefined {
  let best: { by: number; line: Line } | undefined;
  for (const stop of stopsOf(rect, axis)) {
    for (let index = firstAtLeast(lines, stop - reach); index < lines.length; index += 1) {
      const line = lines[index];
      if (line === undefined || line.at > stop + reach) break;
      const by = line.at - stop;
      if (best === undefined || Math.abs(by) < Math.abs(best.by)) best = { by, line };
    }
  }
  return best;
}

function stopsOf(rect: Rect, axis: 'x' | 'y'): readonly number[] {
  const at = rect[start[axis]];
  const size = rect[length[axis]];
  return [at, at + size / 2, at + size];
}

function guideOf(moved: Rect, { at, rect }: Line, axis: 'x' | 'y'): Guide {
  const across = axis === 'x' ? 'y' : 'x';
  const from = Math.min(moved[across], rect[across]);
  const to = Math.max(moved[across] + moved[length[across]], rect[across] + rect[length[across]]);
  return { axis, at, from, to };
}

function firstAtLeast(lines: readonly Line[], value: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((lines[middle]?.at ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
