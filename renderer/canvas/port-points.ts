// Where connections begin and end, computed without drawing: also for steps that are out of sight.
import type { Point } from '../commands/step-commands.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { connectedPortsOf, portRowsOf } from '../state/step-kinds.ts';
import { linkHandle, type StepFlowEdge, type StepFlowNode } from './flow-elements.ts';
import { heightOf, nodeWidth } from './free-place.ts';
import { type CanvasNode, chipSize } from './furniture/furniture-elements.ts';
import { portTop } from './port-place.ts';
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
export function endsOf(
  index: ProjectIndex,
  nodes: ReadonlyMap<string, CanvasNode>,
  edge: StepFlowEdge,
): Ends | undefined {
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (source === undefined || target === undefined) return undefined;
  const { x, y, width, height } = boxOf(source);
  const top =
    source.type !== 'step' || edge.sourceHandle === linkHandle
      ? inputTop(source)
      : portHeight(index, source, edge, height);
  const { position } = target;
  return { from: { x: x + width, y: y + top }, to: { x: position.x, y: position.y + inputTop(target) } };
}

const isCollapsed = (node: CanvasNode): boolean => node.type === 'frame' && node.data.hiddenCount !== null;

const inputTop = ({ type }: CanvasNode): number => (type === 'step' ? portTop.head : chipSize.height / 2);

function boxOf(node: CanvasNode): Obstacle {
  const { position, measured } = node;
  const size = node.type === 'step' ? { width: nodeWidth, height: heightOf(node.data.step) } : chipSize;
  return { ...position, width: measured?.width ?? size.width, height: measured?.height ?? size.height };
}

function portHeight(index: ProjectIndex, node: StepFlowNode, edge: StepFlowEdge, height: number): number {
  const rows = portRowsOf(node.data.step, connectedPortsOf(index, node.id));
  const place = rows.findIndex(({ id }) => id === edge.sourceHandle);
  return place === -1 ? portTop.head : portTop.row(rows.length, place, height);
}
