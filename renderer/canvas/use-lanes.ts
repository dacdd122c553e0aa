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

/** What the lanes were found for. Typing changes steps and not where they stand. */
let found: { readonly place: string; readonly lanes: ReadonlyMap<string, number> } | undefined;

function findLanes(
  nodes: readonly CanvasNode[],
  edges: readonly StepFlowEdge[],
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>();
  const index = currentProject()?.index;
  if (index === undefined) return lanes;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const obstacles = obstaclesOf(nodes);
  const ways = edges.flatMap((edge) => {
    const ends = endsOf(index, byId, edge);
    return ends === undefined ? [] : [{ id: edge.id, ...ends }];
  });
  const place = JSON.stringify([obstacles, ways]);
  if (found?.place === place) return found.lanes;
  const terrain = createTerrain(obstacles);
  for (const { id, from, to } of ways) {
    const lane = laneOf(from, to, terrain);
    if (lane !== null) lanes.set(id, lane);
  }
  found = { place, lanes };
  return lanes;
}
