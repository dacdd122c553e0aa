// Where the canvas looks when a workflow is opened: at everything, as long as its text stays readable.
import { getViewportForBounds, type Rect, type Viewport } from '@xyflow/react';
import type { Point } from '../commands/step-commands.ts';
import { nodeHeight, nodeWidth } from './step-size.ts';

const leastZoom = 0.7;
const margin = 48;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Large workflows are shown from their left end, where they begin. */
export function firstViewport(positions: readonly Point[], { width, height }: Size): Viewport {
  const bounds = boundsOf(positions);
  const whole = getViewportForBounds(bounds, width, height, leastZoom, 1, `${margin}px`);
  const isWhole =
    bounds.width * whole.zoom <= width - margin && bounds.height * whole.zoom <= height - margin;
  if (isWhole) return whole;
  const first = positions.reduce((one, other) => (other.x < one.x ? other : one), { x: Infinity, y: 0 });
  return {
    x: margin - bounds.x * leastZoom,
    y: height / 2 - (first.y + nodeHeight / 2) * leastZoom,
    zoom: leastZoom,
  };
}

function boundsOf(positions: readonly Point[]): Rect {
  const xs = positions.map(({ x }) => x);
  const ys = positions.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x + nodeWidth, height: Math.max(...ys) - y + nodeHeight };
}
