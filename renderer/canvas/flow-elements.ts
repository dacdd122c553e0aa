// Turns steps and edges into React Flow's nodes and edges.
// Invariants: pure; what did not change keeps its identity, so that React Flow renders nothing again for it.
import type { Edge as FlowEdge, Node as FlowNode, NodeChange } from '@xyflow/react';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import {
  connectedPortsOf,
  definitionOf,
  hasInput,
  linksOf,
  portRowsOf,
  summaryOf,
} from '../state/step-kinds.ts';
import { handlesAt, inputHandle, linkHandle, type Ports } from './port-place.ts';
import { heightOf, nodeWidth, portsHeight } from './step-size.ts';

/** What a step says is read from the project by its node; here is where it stands and what can be connected to it. */
export type StepFlowNode = FlowNode<{ readonly ports: Ports }, 'step'>;
/** `isLink`: a way on that is part of a step's settings; it cannot be dragged or deleted by itself. */
export type StepFlowEdge = FlowEdge<{ readonly isLink: boolean }, 'step'>;

/** The element that holds a step's name, for screen readers. */
export const labelId = (stepId: string): string => `step-label-${stepId}`;

/**
 * Nodes of these steps as they are in `index`; `was` is what `before` was made of. A step that was put elsewhere takes its
 * node along; others keep their places, also while dragged.
 */
export function reconcileNodes(
  before: StepFlowNode[],
  was: ProjectIndex,
  index: ProjectIndex,
  stepIds: Iterable<string>,
  selected: ReadonlySet<string>,
): StepFlowNode[] {
  let known: ReadonlyMap<string, StepFlowNode> | undefined;
  const nodes: StepFlowNode[] = [];
  for (const id of stepIds) {
    const step = index.steps.get(id);
    if (step === undefined) continue;
    // Mostly they are the same in the same order: at every letter all of them are gone through.
    let old = before[nodes.length];
    if (old?.id !== id) {
      known ??= new Map(before.map((node) => [node.id, node]));
      old = known.get(id);
    }
    const node = old === undefined ? newNode(index, step) : changedNode(old, was, index, step);
    const isSelected = selected.has(id);
    nodes.push(node.selected === isSelected ? node : { ...node, selected: isSelected });
  }
  return sameOr(before, nodes);
}

function newNode(index: ProjectIndex, step: Step): StepFlowNode {
  const height = heightOf(index, step);
  const ports = portsOf(index, step);
  return {
    id: step.id,
    type: 'step',
    position: step.position,
    measured: { width: nodeWidth, height },
    handles: handlesAt(ports, height),
    data: { ports },
    selected: false,
    domAttributes: { 'aria-labelledby': labelId(step.id) },
  };
}

function changedNode(node: StepFlowNode, was: ProjectIndex, index: ProjectIndex, step: Step): StepFlowNode {
  const old = was.steps.get(step.id);
  if (old === step && was.edgeIdsBySource.get(step.id) === index.edgeIdsBySource.get(step.id)) return node;
  const ports = portsOf(index, step);
  const arePortsSame = samePorts(ports, node.data.ports);
  const isMoved = old?.position.x !== step.position.x || old.position.y !== step.position.y;
  if (arePortsSame && !isMoved) return node;
  return {
    ...node,
    ...(isMoved ? { position: step.position } : {}),
    ...(arePortsSame ? {} : withPorts(node, ports)),
  };
}

function withPorts(node: StepFlowNode, ports: Ports) {
  const rest = (node.measured?.height ?? 0) - portsHeight(node.data.ports.rows.length);
  const height = rest + portsHeight(ports.rows.length);
  return { measured: { width: nodeWidth, height }, handles: handlesAt(ports, height), data: { ports } };
}

/** What React Flow measured of nodes that are drawn moves their ports, too. */
export function resizedNodes(
  nodes: StepFlowNode[],
  changes: readonly NodeChange<StepFlowNode>[],
): StepFlowNode[] {
  const heights = new Map<string, number>();
  for (const change of changes) {
    if (change.type === 'dimensions' && change.dimensions !== undefined) {
      heights.set(change.id, change.dimensions.height);
    }
  }
  if (heights.size === 0) return nodes;
  return nodes.map((node) => {
    const height = heights.get(node.id);
    return height === undefined ? node : { ...node, handles: handlesAt(node.data.ports, height) };
  });
}

function portsOf(index: ProjectIndex, step: Step): Ports {
  return {
    hasInput: hasInput(step),
    hasLink: linksOf(step).length > 0,
    rows: portRowsOf(step, connectedPortsOf(index, step.id)).map(({ id }) => id),
  };
}

function samePorts(one: Ports, other: Ports): boolean {
  return (
    one.hasInput === other.hasInput &&
    one.hasLink === other.hasLink &&
    one.rows.length === other.rows.length &&
    one.rows.every((id, place) => id === other.rows[place])
  );
}

const labels = new WeakMap<Step, { readonly summary: string; readonly label: string }>();

/** What a screen reader says of a step: its kind, and its name or else its summary. Asked of every step that is drawn. */
export function labelOf(index: ProjectIndex, step: Step): string {
  const summary = summaryOf(index, step);
  const known = labels.get(step);
  if (known?.summary === summary) return known.label;
  const title = definitionOf(step.kind)?.title ?? 'Missing step';
  const name = step.name?.trim() ?? '';
  const label = `${title}: ${name === '' ? summary : name}${step.isDisabled === true ? ' (disabled)' : ''}`;
  labels.set(step, { summary, label });
  return label;
}

/** Whether no connection came, went or leads elsewhere. What steps say may differ. */
export function areWaysSame(was: ProjectIndex, index: ProjectIndex, workflowId: string): boolean {
  const stepIds = index.stepIdsByWorkflow.get(workflowId);
  if (was.edges !== index.edges || was.stepIdsByWorkflow.get(workflowId) !== stepIds) return false;
  for (const id of stepIds ?? []) {
    const [old, step] = [was.steps.get(id), index.steps.get(id)];
    if (old !== step && linkTargets(old) !== linkTargets(step)) return false;
  }
  return true;
}

const linkTargets = (step: Step | undefined): string =>
  step === undefined
    ? ''
    : linksOf(step)
        .map(({ to }) => to)
        .join(' ');

/** Edges and links that leave these steps. */
export function flowEdges(
  before: StepFlowEdge[],
  index: ProjectIndex,
  stepIds: Iterable<string>,
  selected: ReadonlySet<string>,
): StepFlowEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  const edges: StepFlowEdge[] = [];
  const keep = (edge: StepFlowEdge): void => {
    const old = known.get(edge.id);
    edges.push(old !== undefined && isSameEdge(old, edge) ? old : edge);
  };
  for (const stepId of stepIds) {
    const step = index.steps.get(stepId);
    if (step === undefined) continue;
    for (const edgeId of index.edgeIdsBySource.get(stepId) ?? []) {
      const edge = index.edges.get(edgeId);
      if (edge === undefined) continue;
      const old = known.get(edgeId);
      if (old !== undefined && isStill(old, edge, selected.has(edgeId))) {
        edges.push(old);
        continue;
      }
      keep({
        id: edge.id,
        type: 'step',
        source: stepId,
        sourceHandle: edge.from.port,
        target: edge.to,
        targetHandle: inputHandle,
        selected: selected.has(edge.id),
        data: { isLink: false },
      });
    }
    for (const link of linksOf(step)) {
      if (index.steps.get(link.to)?.workflowId === step.workflowId) keep(linkEdge(stepId, link.to));
    }
  }
  return sameOr(before, edges);
}

function linkEdge(from: string, to: string): StepFlowEdge {
  return {
    id: `link ${from} ${to}`,
    type: 'step',
    source: from,
    sourceHandle: linkHandle,
    target: to,
    targetHandle: inputHandle,
    selectable: false,
    focusable: false,
    deletable: false,
    reconnectable: false,
    data: { isLink: true },
  };
}

/** Asked of every edge, so it makes nothing. */
function isStill(old: StepFlowEdge, { from, to }: Edge, isSelected: boolean): boolean {
  return (
    old.source === from.stepId &&
    old.sourceHandle === from.port &&
    old.target === to &&
    old.selected === isSelected
  );
}

function isSameEdge(one: StepFlowEdge, other: StepFlowEdge): boolean {
  return (
    one.source === other.source &&
    one.sourceHandle === other.sourceHandle &&
    one.target === other.target &&
    one.selected === other.selected
  );
}

function sameOr<Item>(before: Item[], after: Item[]): Item[] {
  const isSame = before.length === after.length && before.every((item, position) => item === after[position]);
  return isSame ? before : after;
}
