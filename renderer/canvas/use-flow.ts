// The canvas' nodes and edges, and what happens when they are moved, selected or connected.
// Invariants: positions move here while dragging and become one edit on drop; selection lives in the ui store.
import { applyNodeChanges, type Connection, type EdgeChange, type NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useState } from 'react';
import { connect, reconnect } from '../commands/edge-commands.ts';
import { moveSteps, type Point } from '../commands/step-commands.ts';
import { insertStep } from '../commands/insert-commands.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { currentProject, onProjectChange, run } from '../state/project-store.ts';
import { select, useUi } from '../state/ui-store.ts';
import { useDrag } from './drag-store.ts';
import { useIsFar } from './far/far-context.ts';
import {
  areWaysSame,
  flowEdges,
  reconcileNodes,
  resizedNodes,
  type StepFlowEdge,
  type StepFlowNode,
} from './flow-elements.ts';
import { snapped } from './snapping.ts';
import { noteHeight } from './step-size.ts';

const noSteps: ReadonlySet<string> = new Set();

export interface Flow {
  readonly nodes: StepFlowNode[];
  readonly edges: StepFlowEdge[];
  onNodesChange(changes: NodeChange<StepFlowNode>[]): void;
  onEdgesChange(changes: EdgeChange<StepFlowEdge>[]): void;
  onConnect(connection: Connection): void;
  onReconnect(edge: StepFlowEdge, connection: Connection): void;
  /** Shows steps elsewhere while the frame around them is dragged. */
  placeNodes(places: ReadonlyMap<string, Point>): void;
}

export function useFlow(workflowId: string): Flow {
  const selectedSteps = useUi((ui) => ui.selectedStepIds);
  const selectedEdges = useUi((ui) => ui.selectedEdgeIds);
  const [nodes, setNodes] = useState<StepFlowNode[]>([]);
  const [edges, setEdges] = useState<StepFlowEdge[]>([]);

  // Listens beside React: most changes, such as every letter, change nothing here.
  useLayoutEffect(() => {
    const show = (index: ProjectIndex, was: ProjectIndex): void => {
      const stepIds = index.stepIdsByWorkflow.get(workflowId) ?? noSteps;
      setNodes((before) => reconcileNodes(before, was, index, stepIds, selectedSteps));
      if (index !== was && areWaysSame(was, index, workflowId)) return;
      setEdges((before) => flowEdges(before, index, stepIds, selectedEdges));
    };
    const shown = currentProject()?.index;
    if (shown !== undefined) show(shown, shown);
    return onProjectChange((project, before) => {
      if (project !== null && project.index !== before?.index) {
        show(project.index, before?.index ?? project.index);
      }
    });
  }, [workflowId, selectedSteps, selectedEdges]);

  // React Flow measures what comes into view, and finds no dots on what is seen from far: new nodes bring theirs again.
  const isFar = useIsFar();
  useLayoutEffect(() => {
    if (!isFar) setNodes((before) => before.map((node) => ({ ...node })));
  }, [isFar]);

  const onNodesChange = useCallback((moved: NodeChange<StepFlowNode>[]) => {
    const changes = snapped(moved);
    noteHeights(changes);
    setNodes((before) => resizedNodes(applyNodeChanges(changes, before), changes));
    selectChanged(changes, useUi.getState().selectedStepIds, (ids) =>
      select(ids, [...useUi.getState().selectedEdgeIds], [...useUi.getState().selectedFurnitureIds]),
    );
    const dropped = droppedPositions(changes);
    if (dropped.size > 0) run((current) => dropSteps(current, dropped));
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<StepFlowEdge>[]) => {
    selectChanged(changes, useUi.getState().selectedEdgeIds, (ids) =>
      select([...useUi.getState().selectedStepIds], ids, [...useUi.getState().selectedFurnitureIds]),
    );
  }, []);

  const placeNodes = useCallback((places: ReadonlyMap<string, Point>) => {
    setNodes((before) =>
      before.map((node) => {
        const place = places.get(node.id);
        return place === undefined ? node : { ...node, position: place };
      }),
    );
  }, []);

  return { nodes, edges, onNodesChange, onEdgesChange, onConnect, onReconnect, placeNodes };
}

/** So that they are known when the workflow is shown again. */
function noteHeights(changes: readonly NodeChange<StepFlowNode>[]): void {
  const steps = currentProject()?.index.steps;
  for (const change of changes) {
    const step = change.type === 'dimensions' ? steps?.get(change.id) : undefined;
    if (step !== undefined && change.type === 'dimensions' && change.dimensions !== undefined) {
      noteHeight(step, change.dimensions.height);
    }
  }
}

function onConnect({ source, sourceHandle, target }: Connection): void {
  if (sourceHandle !== null) run((index) => connect(index, { stepId: source, port: sourceHandle }, target));
}

function onReconnect(edge: StepFlowEdge, { source, sourceHandle, target }: Connection): void {
  if (sourceHandle === null) return;
  run((index) => reconnect(index, edge.id, { stepId: source, port: sourceHandle }, target));
}

/** One edit: where the steps are now, and that a single one was dropped on a connection. */
function dropSteps(index: ProjectIndex, dropped: ReadonlyMap<string, Point>): Command | null {
  const { dropEdgeId } = useDrag.getState();
  const [only] = dropped;
  const inserted =
    dropEdgeId === null || only === undefined || dropped.size > 1
      ? null
      : insertStep(index, dropEdgeId, ...only);
  return inserted ?? moveSteps(index, dropped);
}

function droppedPositions(changes: readonly NodeChange<StepFlowNode>[]): ReadonlyMap<string, Point> {
  const positions = new Map<string, Point>();
  for (const change of changes) {
    if (change.type === 'position' && change.dragging === false && change.position !== undefined) {
      positions.set(change.id, change.position);
    }
  }
  return positions;
}

function selectChanged(
  changes: readonly (NodeChange<StepFlowNode> | EdgeChange<StepFlowEdge>)[],
  selected: ReadonlySet<string>,
  apply: (ids: readonly string[]) => void,
): void {
  const next = new Set(selected);
  let hasChange = false;
  for (const change of changes) {
    if (change.type !== 'select') continue;
    hasChange = true;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  if (hasChange) apply([...next]);
}
