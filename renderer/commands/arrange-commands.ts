// Commands that put steps into order: in line with each other, at equal distances, or where a layout wants them.
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { moveSteps, type Point } from './step-commands.ts';

/** A step as it stands on the canvas. */
export interface Box extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export type Side = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';
export type Axis = 'horizontal' | 'vertical';

export function alignSteps(index: ProjectIndex, boxes: readonly Box[], side: Side): Command | null {
  if (boxes.length < 2) return null;
  const place = placesOf(boxes)[side];
  return arrangeSteps(index, new Map(boxes.map((box) => [box.id, place(box)])), 'Align steps');
}

/** The outer two stay; what lies between gets equal gaps. */
export function distributeSteps(index: ProjectIndex, boxes: readonly Box[], axis: Axis): Command | null {
  if (boxes.length < 3) return null;
  const isFlat = axis === 'horizontal';
  const start = (box: Box): number => (isFlat ? box.x : box.y);
  const length = (box: Box): number => (isFlat ? box.width : box.height);
  const sorted = boxes.toSorted((one, other) => start(one) - start(other));
  const end = Math.max(...sorted.map((box) => start(box) + length(box)));
  const total = sorted.reduce((sum, box) => sum + length(box), 0);
  let at = Math.min(...sorted.map(start));
  const gap = (end - at - total) / (boxes.length - 1);
  const places = new Map<string, Point>();
  for (const box of sorted) {
    places.set(box.id, isFlat ? { x: at, y: box.y } : { x: box.x, y: at });
    at += length(box) + gap;
  }
  return arrangeSteps(index, places, 'Distribute steps');
}

/** One undo step of its own, also when the same steps were moved just before. */
export function arrangeSteps(
  index: ProjectIndex,
  places: ReadonlyMap<string, Point>,
  label: string,
): Command | null {
  const moved = moveSteps(index, places);
  return moved === null ? null : { label, patches: moved.patches };
}

function placesOf(boxes: readonly Box[]): Readonly<Record<Side, (box: Box) => Point>> {
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return {
    left: ({ y }) => ({ x: left, y }),
    centre: ({ y, width }) => ({ x: (left + right - width) / 2, y }),
    right: ({ y, width }) => ({ x: right - width, y }),
    top: ({ x }) => ({ x, y: top }),
    middle: ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }),
    bottom: ({ x, height }) => ({ x, y: bottom - height }),
  };
}
