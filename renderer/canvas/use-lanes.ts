// Which connections go around steps, and at which height, those that run along each other side by side. Found anew when
// steps stand still, for what is drawn: that which is near, or all from far, then a few at a time.
// Invariant: nothing is looked for twice as long as neither the connection nor any step stands elsewhere.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { StepFlowEdge } from './flow-elements.ts';
import type { CanvasNode } from './furniture/furniture-elements.ts';
import { type Ends, endsOf, obstaclesOf } from './port-points.ts';
import {
  createTerrain,
  type Lane,
  laneOf,
  type Obstacle,
  separate,
  type Terrain,
  type Way,
} from './route.ts';

const useLaneStore = create<{ readonly lanes: ReadonlyMap<string, Lane> }>(() => ({ lanes: new Map() }));

const settleMs = 30;
const sliceMs = 6;

const shown: { nodes: readonly CanvasNode[]; edges: readonly StepFlowEdge[] } = { nodes: [], edges: [] };
const drawn = { ids: new Set<string>(), isAll: false };
let timer: ReturnType<typeof setTimeout> | undefined;

/** For a connection that is drawn. */
export function useLane(edgeId: string): Lane | undefined {
  useEffect(() => {
    drawn.ids.add(edgeId);
    findSoon();
    return () => {
      drawn.ids.delete(edgeId);
    };
  }, [edgeId]);
  return useLaneStore(({ lanes }) => lanes.get(edgeId));
}

/** For a drawing of all connections. */
export function useAllLanes(): ReadonlyMap<string, Lane> {
  useEffect(() => {
    drawn.isAll = true;
    findSoon();
    return () => {
      drawn.isAll = false;
    };
  }, []);
  return useLaneStore(({ lanes }) => lanes);
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
  timer = setTimeout(find, settleMs);
}

interface Found extends Ends {
  readonly lane: number | null;
}

let terrain: Terrain = createTerrain([]);
let found = new Map<string, Found>();

function find(): void {
  const obstacles = obstaclesOf(shown.nodes);
  if (!areSame(obstacles, terrain.obstacles)) {
    terrain = createTerrain(obstacles);
    found = new Map();
  }
  const byId = new Map(shown.nodes.map((node) => [node.id, node]));
  const ways: Way[] = [];
  const until = performance.now() + sliceMs;
  for (const edge of shown.edges) {
    const ends = drawn.isAll || drawn.ids.has(edge.id) ? endsOf(byId, edge) : undefined;
    if (ends === undefined) continue;
    const { lane } = laneFor(edge.id, ends);
    if (lane !== null) ways.push({ id: edge.id, ...ends, y: lane });
    if (drawn.isAll && performance.now() > until) {
      // What was found is known when it goes on.
      timer = setTimeout(find);
      return;
    }
  }
  useLaneStore.setState(({ lanes }) => ({ lanes: withKnown(lanes, separate(ways)) }));
}

/** A lane that stays where it is stays the same object, so that its connection is not drawn anew. */
function withKnown(
  before: ReadonlyMap<string, Lane>,
  lanes: ReadonlyMap<string, Lane>,
): ReadonlyMap<string, Lane> {
  return new Map(
    [...lanes].map(([id, lane]) => {
      const known = before.get(id);
      return [id, known?.y === lane.y && known.inset === lane.inset ? known : lane];
    }),
  );
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
