// From step to step along the edges, as the arrow keys do.
// Invariants: pure; ports in the order of the node; where the graph forks or joins, the way one came from is kept.
import type { Step } from '#shared/model/entities/flow.ts';
import { portKey, type ProjectIndex } from './project-index.ts';
import { connectedPortsOf, linksOf, portRowsOf } from './step-kinds.ts';

export type Direction = 'right' | 'left' | 'up' | 'down';

/** The step in that direction; `cameFrom` is the step that was left before. Undefined = there is none. */
export function stepAlong(
  index: ProjectIndex,
  stepId: string,
  direction: Direction,
  cameFrom?: string,
): string | undefined {
  const step = index.steps.get(stepId);
  if (step === undefined) return undefined;
  if (direction === 'right') return prefer(targetsOf(index, step), cameFrom);
  const sources = sourcesOf(index, step);
  if (direction === 'left') return prefer(sources, cameFrom);
  return besides(index, step, prefer(sources, cameFrom), direction === 'down' ? 1 : -1);
}

const prefer = (ids: readonly string[], wished: string | undefined): string | undefined =>
  wished !== undefined && ids.includes(wished) ? wished : ids[0];

/** Where the step's paths lead, in the order of its ports. */
export function targetsOf(index: ProjectIndex, step: Step): readonly string[] {
  const rows = portRowsOf(step, connectedPortsOf(index, step.id));
  const ids = rows.flatMap(({ id }) => {
    const edge = index.edges.get(index.edgeByPort.get(portKey(step.id, id)) ?? '');
    return edge !== undefined && index.steps.has(edge.to) ? [edge.to] : [];
  });
  const links = linksOf(step).flatMap(({ to }) => (index.steps.has(to) ? [to] : []));
  return [...new Set<string>([...ids, ...links])];
}

function sourcesOf(index: ProjectIndex, step: Step): readonly string[] {
  const ids = [...index.edges.values()].filter(({ to }) => to === step.id).map(({ from }) => from.stepId);
  return [...new Set<string>(ids)].filter((id) => index.steps.has(id));
}

/** The next of the steps that follow the same one; without such, the nearest above or below. */
function besides(
  index: ProjectIndex,
  step: Step,
  sourceId: string | undefined,
  by: 1 | -1,
): string | undefined {
  const source = index.steps.get(sourceId ?? '');
  const siblings = source === undefined ? [] : targetsOf(index, source);
  const next = siblings[siblings.indexOf(step.id) + by];
  if (next !== undefined && siblings.includes(step.id)) return next;
  let best: { readonly id: string; readonly distance: number } | undefined;
  for (const id of index.stepIdsByWorkflow.get(step.workflowId) ?? []) {
    const other = index.steps.get(id);
    const away = ((other?.position.y ?? 0) - step.position.y) * by;
    if (other === undefined || away <= 0) continue;
    const distance = away + 2 * Math.abs(other.position.x - step.position.x);
    if (best === undefined || distance < best.distance) best = { id, distance };
  }
  return best?.id;
}
