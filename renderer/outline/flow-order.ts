// The steps of a workflow in the order of the flow: from its entries along each path; then what no path leads to.
// Invariant: the order is looked for again only when a step came, went, moved or leads elsewhere, not when its text changed.
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { hasInput } from '../state/step-kinds.ts';
import { targetsOf } from '../state/walk-edges.ts';

interface Known {
  readonly index: ProjectIndex;
  readonly ids: readonly string[];
}

const known = new Map<string, Known>();

export function flowOrder(index: ProjectIndex, workflowId: string): readonly Step[] {
  const before = known.get(workflowId);
  const isStill = before !== undefined && isSameOrder(before, index, workflowId);
  const ids = isStill ? before.ids : findOrder(index, workflowId).map(({ id }) => id);
  known.set(workflowId, { index, ids });
  return ids.flatMap((id) => index.steps.get(id) ?? []);
}

function isSameOrder({ index: was, ids }: Known, index: ProjectIndex, workflowId: string): boolean {
  return (
    was.edges === index.edges &&
    was.stepIdsByWorkflow.get(workflowId) === index.stepIdsByWorkflow.get(workflowId) &&
    ids.every((id) => {
      const [old, step] = [was.steps.get(id), index.steps.get(id)];
      if (old === step) return true;
      if (old === undefined || step === undefined) return false;
      const isThere = old.position.x === step.position.x && old.position.y === step.position.y;
      return isThere && targetsOf(was, old).join(' ') === targetsOf(index, step).join(' ');
    })
  );
}

function findOrder(index: ProjectIndex, workflowId: string): readonly Step[] {
  const steps = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])]
    .flatMap((id) => index.steps.get(id) ?? [])
    .toSorted((one, other) => one.position.x - other.position.x || one.position.y - other.position.y);
  const order: Step[] = [];
  const seen = new Set<string>();
  const follow = (start: Step): void => {
    const waiting = [start];
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      if (seen.has(step.id)) continue;
      seen.add(step.id);
      order.push(step);
      const next = targetsOf(index, step).flatMap((id) => index.steps.get(id) ?? []);
      waiting.push(...next.filter((target) => target.workflowId === workflowId).toReversed());
    }
  };
  for (const step of steps) if (!hasInput(step)) follow(step);
  for (const step of steps) follow(step);
  return order;
}
