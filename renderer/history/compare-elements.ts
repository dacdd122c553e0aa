// Both states of one workflow as one graph: what is there now, and what is gone, where it was.
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import type { Step } from '#shared/model/entities/flow.ts';
import type { Frame, Note } from '#shared/model/entities/furniture.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { furnitureOf } from '#shared/compare/compare-furniture.ts';
import type { Comparison } from '#shared/compare/compare-projects.ts';
import type { Mark } from '#shared/compare/mark.ts';

export type StepCompareNode = FlowNode<
  { readonly step: Step; readonly mark: Mark | null; readonly details: readonly string[] },
  'compared'
>;

export type FurnitureCompareNode = FlowNode<
  { readonly furniture: Note | Frame; readonly mark: Mark | null; readonly details: readonly string[] },
  'furniture'
>;

export type CompareNode = StepCompareNode | FurnitureCompareNode;

export interface CompareGraph {
  readonly nodes: CompareNode[];
  readonly edges: FlowEdge[];
}

export function compareGraph(
  before: ProjectDocument,
  after: ProjectDocument,
  comparison: Comparison,
  workflowId: string,
): CompareGraph {
  const workflow = comparison.workflows.find(({ id }) => id === workflowId);
  const changes = new Map(workflow?.steps.map((change) => [String(change.step.id), change]));
  const steps = new Map<string, Step>();
  for (const { steps: list } of [before, after]) {
    for (const step of list) if (step.workflowId === workflowId) steps.set(step.id, step);
  }
  const stepNodes = [...steps.values()].map((step): CompareNode => {
    const change = changes.get(step.id);
    return {
      id: step.id,
      type: 'compared',
      position: step.position,
      data: { step, mark: change?.mark ?? null, details: change?.details ?? [] },
    };
  });
  const nodes = [...furnitureNodes(before, after, workflow), ...stepNodes];
  const [old, now] = [edgesOf(before, steps), edgesOf(after, steps)];
  const edges = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const edge = now.get(key) ?? old.get(key);
    if (edge === undefined) return [];
    const mark = !old.has(key) ? 'added' : now.has(key) ? 'same' : 'removed';
    return [{ id: key, source: edge.from.stepId, target: edge.to, className: `compare-edge--${mark}` }];
  });
  return { nodes, edges };
}

/** Under the steps, as on the canvas; frames are drawn open, so that nothing is hidden. */
function furnitureNodes(
  before: ProjectDocument,
  after: ProjectDocument,
  workflow: Comparison['workflows'][number] | undefined,
): CompareNode[] {
  if (workflow === undefined) return [];
  const changes = new Map(workflow.furniture.changes.map((change) => [change.furniture.id, change]));
  const all = new Map([...furnitureOf(before, workflow.id), ...furnitureOf(after, workflow.id)]);
  return [...all.values()].map((furniture) => {
    const change = changes.get(furniture.id);
    return {
      id: furniture.id,
      type: 'furniture',
      position: furniture.position,
      ...furniture.size,
      zIndex: 'text' in furniture ? -1 : -2,
      data: { furniture, mark: change?.mark ?? null, details: change?.details ?? [] },
    };
  });
}

function edgesOf({ edges }: ProjectDocument, steps: ReadonlyMap<string, Step>) {
  return new Map(
    edges
      .filter(({ from, to }) => steps.has(from.stepId) && steps.has(to))
      .map((edge) => [`${edge.from.stepId} ${edge.from.port} ${edge.to}`, edge]),
  );
}
