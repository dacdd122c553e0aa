// Which connections go around steps, and at which height. Found anew when steps stand still.
import { useEffect } from 'react';
import { create } from 'zustand';
import { currentProject } from '../state/project-store.ts';
import type { StepFlowEdge } from './flow-elements.ts';
import type { CanvasNode } from './furniture/furniture-elements.ts';
import { endsOf, obstaclesOf } from './port-points.ts';
import { createTerrain, laneOf } from './route.ts';

const useLaneStore = create<{ readonly lanes: ReadonlyMap<string, number> }>(() => ({ lanes: new Map() }));

export const useLane = (edgeId: string): number | undefined => useLaneStore(({ lanes }) => lanes.get(edgeId));

const settleMs = 30;

export function useLanes(nodes: readonly CanvasNode[], edges: readonly StepFlowEdge[]): void {
  useEffect(() => {
    if (nodes.some(({ dragging }) => dragging === true)) return undefined;
    const timer = setTimeout(() => useLaneStore.setState({ lanes: findLanes(nodes, edges) }), settleMs);
    return () => clearTimeout(timer);
  }, [nodes, edges]);
}

function findLanes(
  nodes: readonly CanvasNode[],
  edges: readonly StepFlowEdge[],
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>();
  const index = currentProject()?.index;
  if (index === undefined) return lanes;
  const terrain = createTerrain(obstaclesOf(nodes));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  for (const edge of edges) {
    const ends = endsOf(index, byId, edge);
    const lane = ends === undefined ? null : laneOf(ends.from, ends.to, terrain);
    if (lane !== null) lanes.set(edge.id, lane);
  }
  return lanes;
}
