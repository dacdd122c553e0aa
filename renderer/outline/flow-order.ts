// The steps of a workflow in the order of the flow: from its entries along each path; then what no path leads to.
import type { Step } from '#shared/model/entities/flow.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { hasInput } from '../state/step-kinds.ts';
import { targetsOf } from '../state/walk-edges.ts';

export function flowOrder(index: ProjectIndex, workflowId: string): readonly Step[] {
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
