// Commands on edges. One edge leaves a port: connecting it again leads it elsewhere.
import type { Patch } from '#shared/model/edit.ts';
import type { Edge } from '#shared/model/entities/flow.ts';
import { portIdSchema, type StepId } from '#shared/model/ids.ts';
import { newEdgeId } from '../state/new-id.ts';
import { portKey, type ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';
import { hasInput } from '../state/step-kinds.ts';

export interface PortRef {
  readonly stepId: string;
  readonly port: string;
}

const putEdge = (edge: Edge): Patch => ({ collection: 'edges', id: edge.id, value: edge });

/** The one edge of the port, leading to `to` from now on. */
export function connectPatches(index: ProjectIndex, from: PortRef, to: StepId): readonly Patch[] {
  const source = index.steps.get(from.stepId);
  const port = portIdSchema.safeParse(from.port);
  if (source === undefined || !port.success) return [];
  const id = index.edgeByPort.get(portKey(source.id, port.data));
  const known = id === undefined ? undefined : index.edges.get(id);
  if (known?.to === to) return [];
  return [putEdge({ id: known?.id ?? newEdgeId(), from: { stepId: source.id, port: port.data }, to })];
}

export function connect(index: ProjectIndex, from: PortRef, toStepId: string): Command | null {
  if (!canConnect(index, from.stepId, toStepId)) return null;
  const target = index.steps.get(toStepId);
  if (target === undefined) return null;
  const patches = connectPatches(index, from, target.id);
  return patches.length === 0 ? null : { label: 'Connect steps', patches };
}

/** Leads an edge to another step, or begins it at another port, whose own edge it replaces. */
export function reconnect(
  index: ProjectIndex,
  edgeId: string,
  from: PortRef,
  toStepId: string,
): Command | null {
  const edge = index.edges.get(edgeId);
  const target = index.steps.get(toStepId);
  if (edge === undefined || target === undefined || !canConnect(index, from.stepId, toStepId)) return null;
  if (edge.from.stepId === from.stepId && edge.from.port === from.port) return connect(index, from, toStepId);
  const patches = connectPatches(index, from, target.id);
  return {
    label: 'Connect steps',
    patches: [{ collection: 'edges', id: edge.id, value: null }, ...patches],
  };
}

/** Both in one workflow, and the target is not a trigger. */
export function canConnect(index: ProjectIndex, fromStepId: string, toStepId: string): boolean {
  const source = index.steps.get(fromStepId);
  const target = index.steps.get(toStepId);
  return (
    source !== undefined &&
    target !== undefined &&
    source.workflowId === target.workflowId &&
    hasInput(target)
  );
}
