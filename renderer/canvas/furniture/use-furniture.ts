// Notes and frames on the canvas, put together with the steps of `useFlow`.
// Invariants: what a frame holds moves with it while it is dragged and becomes one edit on drop; steps alone are `useFlow`'s.
import { applyNodeChanges, type Connection, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { contentsOf, moveElements } from '../../commands/furniture-commands.ts';
import type { Point } from '../../commands/step-commands.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { currentProject, run, useIndex } from '../../state/project-store.ts';
import { select, useUi } from '../../state/ui-store.ts';
import type { StepFlowEdge } from '../flow-elements.ts';
import { snapped } from '../snapping.ts';
import type { Flow } from '../use-flow.ts';
import {
  type CanvasNode,
  foldEdges,
  foldedInto,
  type FurnitureNode,
  furnitureNodes,
} from './furniture-elements.ts';

export interface CanvasFlow {
  readonly nodes: CanvasNode[];
  readonly edges: StepFlowEdge[];
  onNodesChange(changes: NodeChange<CanvasNode>[]): void;
  onEdgesChange(changes: EdgeChange<StepFlowEdge>[]): void;
  onConnect(connection: Connection): void;
  onReconnect(edge: StepFlowEdge, connection: Connection): void;
}

/** A change that does not bring a whole node; React Flow tells of no others by itself. */
type Change = Exclude<NodeChange<CanvasNode>, { type: 'add' | 'replace' }>;

const noSteps: ReadonlySet<string> = new Set();

export function useFurniture(workflowId: string, flow: Flow): CanvasFlow {
  const { placeNodes, onNodesChange: onStepsChange } = flow;
  const notes = useIndex((index) => index.notes);
  const frames = useIndex((index) => index.frames);
  const stepIds = useIndex((index) => index.stepIdsByWorkflow.get(workflowId) ?? noSteps);
  const selected = useUi((ui) => ui.selectedFurnitureIds);
  const selectedSteps = useUi((ui) => ui.selectedStepIds);
  const shown = useMemo(() => {
    const isHere = (each: { readonly workflowId: string }): boolean => each.workflowId === workflowId;
    return { notes: [...notes.values()].filter(isHere), frames: [...frames.values()].filter(isHere) };
  }, [notes, frames, workflowId]);
  const folded = useMemo(
    () => foldedInto(shown.frames, [selectedSteps, selected]),
    [shown, selectedSteps, selected],
  );
  const [furniture, setFurniture] = useState<FurnitureNode[]>([]);

  useLayoutEffect(() => {
    setFurniture((before) => furnitureNodes(before, { ...shown, folded, selected, stepIds }));
  }, [shown, folded, selected, stepIds]);

  const nodes = useMemo((): CanvasNode[] => {
    if (furniture.length === 0) return flow.nodes;
    const steps = folded.size === 0 ? flow.nodes : flow.nodes.filter(({ id }) => !folded.has(id));
    return [...furniture, ...steps];
  }, [furniture, flow.nodes, folded]);
  const edges = useMemo(() => foldEdges(flow.edges, folded), [flow.edges, folded]);

  const [carries] = useState(() => new Carries());
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const index = currentProject()?.index;
      if (index === undefined) return;
      const isOwn = ({ id }: Change): boolean => index.notes.has(id) || index.frames.has(id);
      const told = changes.filter((change) => isChange(change));
      const moved = told.filter((change) => isOwn(change) && change.type === 'position');
      if (moved.length === 0) {
        const own = told.filter(isOwn);
        if (own.length > 0) setFurniture((before) => applyNodeChanges<FurnitureNode>(own, before));
        if (own.length < told.length) onStepsChange(told.filter((change) => !isOwn(change)));
        if (own.some(({ type }) => type === 'select')) selectFurniture(own);
        return;
      }
      // A frame would snap to what it holds.
      const isSnapping = !moved.some(({ id }) => index.frames.has(id));
      const led = isSnapping ? snapped(told).filter((change) => isChange(change)) : told;
      const places = new Map([...carries.after(index, led), ...placesOf(led)]);
      setFurniture((before) => place(applyNodeChanges<FurnitureNode>(led.filter(isOwn), before), places));
      placeNodes(places);
      if (led.some((change) => change.type === 'position' && change.dragging === false)) {
        run((current) => moveElements(current, places));
      }
    },
    [carries, placeNodes, onStepsChange],
  );

  const { onEdgesChange, onConnect, onReconnect } = flow;
  return { nodes, edges, onNodesChange, onEdgesChange, onConnect, onReconnect };
}

function isChange(change: NodeChange<CanvasNode>): change is Change {
  return change.type !== 'add' && change.type !== 'replace';
}

/** What dragged frames take along: where it was when the drag began. */
class Carries {
  readonly #starts = new Map<string, ReadonlyMap<string, Point>>();

  /** Where what the moved frames hold is to be now; not what is dragged itself. */
  after(index: ProjectIndex, changes: readonly Change[]): ReadonlyMap<string, Point> {
    const places = new Map<string, Point>();
    const moved = new Set(changes.filter(({ type }) => type === 'position').map(({ id }) => id));
    for (const change of changes) {
      if (change.type !== 'position' || change.position === undefined) continue;
      const start = index.frames.get(change.id)?.position;
      if (start === undefined || isResize(changes, change.id)) continue;
      const held = this.#starts.get(change.id) ?? startOf(index, change.id);
      if (change.dragging === true) this.#starts.set(change.id, held);
      else this.#starts.delete(change.id);
      const by = { x: change.position.x - start.x, y: change.position.y - start.y };
      for (const [id, { x, y }] of held) {
        if (!moved.has(id)) places.set(id, { x: x + by.x, y: y + by.y });
      }
    }
    return places;
  }
}

function startOf(index: ProjectIndex, frameId: string): ReadonlyMap<string, Point> {
  const starts = new Map<string, Point>();
  for (const id of contentsOf(index, frameId)) {
    const position = (index.steps.get(id) ?? index.notes.get(id) ?? index.frames.get(id))?.position;
    if (position !== undefined) starts.set(id, position);
  }
  return starts;
}

function isResize(changes: readonly Change[], id: string): boolean {
  return changes.some((change) => change.type === 'dimensions' && change.id === id);
}

function place(nodes: FurnitureNode[], places: ReadonlyMap<string, Point>): FurnitureNode[] {
  if (places.size === 0) return nodes;
  return nodes.map((node) => {
    const position = places.get(node.id);
    return position === undefined ? node : { ...node, position };
  });
}

/** Where the changes put things; a resize, which may move the corner too, is an edit of its own. */
function placesOf(changes: readonly Change[]): ReadonlyMap<string, Point> {
  const places = new Map<string, Point>();
  for (const change of changes) {
    if (change.type !== 'position' || change.position === undefined || isResize(changes, change.id)) continue;
    places.set(change.id, change.position);
  }
  return places;
}

function selectFurniture(changes: readonly Change[]): void {
  const { selectedStepIds, selectedEdgeIds, selectedFurnitureIds } = useUi.getState();
  const next = new Set(selectedFurnitureIds);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  select([...selectedStepIds], [...selectedEdgeIds], [...next]);
}
