// From where a step that nothing leads to would most likely be reached.
import type { PortRef } from '../commands/edge-commands.ts';
import { freePort } from '../commands/insert-commands.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import { hasInput } from '../state/step-kinds.ts';
import type { Step } from '#shared/model/entities/flow.ts';

/** The nearest path of the workflow that leads nowhere yet, and does not come from the step itself. */
export function nearestOpenPath(index: ProjectIndex, step: Step): PortRef | undefined {
  if (!hasInput(step)) return undefined;
  const behind = stepsBehind(index, step.id);
  let nearest: (PortRef & { readonly distance: number }) | undefined;
  for (const id of index.stepIdsByWorkflow.get(step.workflowId) ?? []) {
    const other = index.steps.get(id);
    if (other === undefined || behind.has(id)) continue;
    const { x, y } = other.position;
    // What stands left of it comes before it.
    const distance =
      Math.hypot(x - step.position.x, y - step.position.y) + (x < step.position.x ? 0 : farther);
    if (nearest !== undefined && nearest.distance <= distance) continue;
    const port = freePort(index, id);
    if (port !== undefined) nearest = { stepId: id, port, distance };
  }
  return nearest;
}

const farther = 100_000;

function stepsBehind(index: ProjectIndex, stepId: string): ReadonlySet<string> {
  const found = new Set([stepId]);
  for (const id of found) {
    for (const edgeId of index.edgeIdsBySource.get(id) ?? []) {
      const to = index.edges.get(edgeId)?.to;
      if (to !== undefined) found.add(to);
    }
  }
  return found;
}
