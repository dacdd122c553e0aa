// Turns steps and edges into React Flow's nodes and edges.
// Invariants: pure; what did not change keeps its identity, so that React Flow renders nothing again for it.
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { definitionOf, linksOf, summaryOf } from '../state/step-kinds.ts';

export type StepFlowNode = FlowNode<{ readonly step: Step }, 'step'>;
/** `isLink`: a way on that is part of a step's settings; it cannot be dragged or deleted by itself. */
export type StepFlowEdge = FlowEdge<{ readonly isLink: boolean }, 'step'>;

export const inputHandle = 'input';
export const linkHandle = 'link';

/** Nodes of these steps. A node whose step changed takes the step's position; others keep theirs, also while dragged. */
export function reconcileNodes(
  before: StepFlowNode[],
  index: ProjectIndex,
  stepIds: Iterable<string>,
  selected: ReadonlySet<string>,
): StepFlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const nodes: StepFlowNode[] = [];
  for (const id of stepIds) {
    const step = index.steps.get(id);
    if (step !== undefined) nodes.push(nodeOf(known.get(id), step, index, selected.has(id)));
  }
  return sameOr(before, nodes);
}

function nodeOf(
  node: StepFlowNode | undefined,
  step: Step,
  index: ProjectIndex,
  isSelected: boolean,
): StepFlowNode {
  const ariaLabel = labelOf(index, step);
  if (node === undefined) {
    return {
      id: step.id,
      type: 'step',
      position: step.position,
      data: { step },
      selected: isSelected,
      ariaLabel,
    };
  }
  const isSameStep = node.data.step === step;
  if (isSameStep && node.selected === isSelected && node.ariaLabel === ariaLabel) return node;
  return {
    ...node,
    ...(isSameStep ? {} : { position: step.position, data: { step } }),
    selected: isSelected,
    ariaLabel,
  };
}

/** What a screen reader says of a step: its kind, and its name or else its summary. */
function labelOf(index: ProjectIndex, step: Step): string {
  const title = definitionOf(step.kind)?.title ?? 'Missing step';
  const name = step.name?.trim() ?? '';
  return `${title}: ${name === '' ? summaryOf(index, step) : name}${step.isDisabled === true ? ' (disabled)' : ''}`;
}

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

/** Asked of every edge at every letter, so it makes nothing. */
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
