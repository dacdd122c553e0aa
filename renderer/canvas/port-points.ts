// Where connections begin and end, computed without drawing: also for steps that are out of sight.
import type { Point } from '../commands/step-commands.ts';
import type { StepFlowEdge } from './flow-elements.ts';
import { type CanvasNode, chipSize } from './furniture/furniture-elements.ts';
import type { Obstacle } from './route.ts';

/** What connections go around: steps, and collapsed frames. */
export function obstaclesOf(nodes: readonly CanvasNode[]): readonly Obstacle[] {
  return nodes.filter((node) => node.type === 'step' || isCollapsed(node)).map(boxOf);
}

export interface Ends {
  readonly from: Point;
  readonly to: Point;
}

/** Undefined when one of its ends is not on the canvas. */
export function endsOf(nodes: ReadonlyMap<string, CanvasNode>, edge: StepFlowEdge): Ends | undefined {
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (source === undefined || target === undefined) return undefined;
  return {
    from: endAt(source, 'source', edge.sourceHandle),
    to: endAt(target, 'target', edge.targetHandle),
  };
}

const isCollapsed = (node: CanvasNode): boolean => node.type === 'frame' && node.data.hiddenCount !== null;

/** In the middle of a step's dot; where there is none, as at a collapsed frame, in the middle of the side. */
function endAt(node: CanvasNode, type: 'source' | 'target', id: string | null | undefined): Point {
  const { x, y, width, height } = boxOf(node);
  const dot = node.handles?.find((handle) => handle.type === type && handle.id === id);
  if (dot === undefined) return { x: type === 'source' ? x + width : x, y: y + height / 2 };
  return { x: x + dot.x + (dot.width ?? 0) / 2, y: y + dot.y + (dot.height ?? 0) / 2 };
}

function boxOf({ position, measured }: CanvasNode): Obstacle {
  return {
    ...position,
    width: measured?.width ?? chipSize.width,
    height: measured?.height ?? chipSize.height,
  };
}
