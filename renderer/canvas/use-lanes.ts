// Which connections go around steps, and at which height. Found anew when steps stand still, for what is drawn.
// Invariant: nothing is looked for twice as long as neither the connection nor any step stands elsewhere.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { StepFlowEdge } from './flow-elements.ts';
import type { CanvasNode } from './furniture/furniture-elements.ts';
import { type Ends, endsOf, obstaclesOf } from './port-points.ts';
import { createTerrain, laneOf, type Obstacle, type Terrain } from './route.ts';

const useLaneStore = create<{ readonly lanes: ReadonlyMap<string, number> }>(() => ({ lanes: new Map() }));

const settleMs = 30;

const shown: { nodes: readonly CanvasNode[]; edges: readonly StepFlowEdge[] } = { nodes: [], edges: [] };
const drawn = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** For a connection that is drawn. */
export function useLane(edgeId: string): number | undefined {
  useEffect(() => {
    drawn.add(edgeId);
    findSoon();
    return () => {
      drawn.delete(edgeId);
    };
  }, [edgeId]);
  return useLaneStore(({ lanes }) => lanes.get(edgeId));
}

export function useLanes(nodes: readonly CanvasNode[], edges: readonly StepFlowEdge[]): void {
  useEffect(() => {
    if (nodes.some(({ dragging }) => dragging === true)) return;
    Object.assign(shown, { nodes, edges });
    findSoon();
  }, [nodes, edges]);
}

function findSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(() => useLaneStore.setState({ lanes: findLanes() }), settleMs);
}

interface Found extends Ends {
  readonly lane: number | null;
}

let terrain: Terrain = createTerrain([]);
let found = new Map<string, Found>();

function findLanes(): ReadonlyMap<string, number> {
  const obstacles = obstaclesOf(shown.nodes);
  if (!areSame(obstacles, terrain.obstacles)) {
    terrain = createTerrain(obstacles);
    found = new Map();
  }
  const byId = new Map(shown.nodes.map((node) => [node.id, node]));
  const lanes = new Map<string, number>();
  for (const edge of shown.edges) {
    const ends = drawn.has(edge.id) ? endsOf(byId, edge) : undefined;
    if (ends === undefined) continue;
    const { lane } = laneFor(edge.id, ends);
    if (lane !== null) lanes.set(edge.id, lane);
  }
  return lanes;
}

function laneFor(edgeId: string, ends: Ends): Found {
  const known = found.get(edgeId);
  if (known !== undefined && isAt(known.from, ends.from) && isAt(known.to, ends.to)) return known;
  const made = { ...ends, lane: laneOf(ends.from, ends.to, terrain) };
  found.set(edgeId, made);
  return made;
}

const isAt = (one: Ends['from'], other: Ends['from']): boolean => one.x === other.x && one.y === other.y;

function areSame(one: readonly Obstacle[], other: readonly Obstacle[]): boolean {
  return (
    one.length === other.length &&
    one.every((box, place) => {
      const is = other[place];
      return is?.x === box.x && is.y === box.y && is.width === box.width && is.height === box.height;
    })
  );
}
