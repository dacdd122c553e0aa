// Commands on steps: add, move, name, change settings, duplicate, delete. Pure: a state in, a command out.
import type { Patch } from '#shared/model/edit.ts';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { StepId, WorkflowId } from '#shared/model/ids.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { newEdgeId, newStepId } from '../state/new-id.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { Command } from '../state/pending-edits.ts';
import { definitionOf, portRowsOf, titleOf } from '../state/step-kinds.ts';
import { connectPatches, type PortRef } from './edge-commands.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const putStep = (step: Step): Patch => ({ collection: 'steps', id: step.id, value: step });
export const dropStep = (id: StepId): Patch => ({ collection: 'steps', id, value: null });
export const dropEdge = (edge: Edge): Patch => ({ collection: 'edges', id: edge.id, value: null });

/** A new step with its kind's defaults, led to from `from` when given. */
export function addStep(
  index: ProjectIndex,
  step: {
    readonly id: StepId;
    readonly kind: string;
    readonly workflowId: WorkflowId;
    readonly position: Point;
  },
  from?: PortRef,
): Command | null {
  const definition = definitionOf(step.kind);
  if (definition === undefined) return null;
  const canFollow = from !== undefined && definition.entry === undefined;
  return {
    label: `Add ${definition.title}`,
    patches: [
      putStep({ ...step, version: definition.version, settings: {}, position: rounded(step.position) }),
      ...(canFollow ? connectPatches(index, from, step.id) : []),
    ],
  };
}

/** Moves in a row of the same steps are one undo step. */
export function moveSteps(index: ProjectIndex, positions: ReadonlyMap<string, Point>): Command | null {
  const moved = [...positions].flatMap(([id, position]) => {
    const step = index.steps.get(id);
    const to = rounded(position);
    if (step === undefined || (step.position.x === to.x && step.position.y === to.y)) return [];
    return [{ ...step, position: to }];
  });
  if (moved.length === 0) return null;
  return {
    label: moved.length === 1 ? 'Move step' : `Move ${moved.length} steps`,
    coalesceKey: `move:${moved.map(({ id }) => id).join(',')}`.slice(0, 200),
    patches: moved.map(putStep),
  };
}

/** An empty name gives the step its kind's title back. */
export function nameStep(index: ProjectIndex, id: string, name: string): Command | null {
  const step = index.steps.get(id);
  if (step === undefined || (step.name ?? '') === name) return null;
  const { name: _, ...unnamed } = step;
  return {
    label: 'Rename step',
    coalesceKey: `name:${id}`,
    patches: [putStep(name === '' ? unnamed : { ...unnamed, name })],
  };
}

/** Replaces the settings. Edges that leave ports of removed list items (`removedPorts`) go with them, unless the port stays. */
export function changeSettings(
  index: ProjectIndex,
  id: string,
  settings: JsonObject,
  change: {
    readonly field: string;
    readonly label: string;
    /** What was done, where “Change <label>” does not say it; an undo step of its own. */
    readonly edit?: string;
    readonly removedPorts?: readonly string[];
  },
): Command | null {
  const step = index.steps.get(id);
  const definition = step === undefined ? undefined : definitionOf(step.kind);
  if (step === undefined || definition === undefined) return null;
  const removed = change.removedPorts ?? [];
  const isOwnStep = removed.length > 0 || change.edit !== undefined;
  const after = { ...step, version: definition.version, settings };
  const left = new Set(portRowsOf(after, '').map((port) => port.id));
  const orphans = [...index.edges.values()].filter(
    ({ from }) => from.stepId === id && removed.includes(from.port) && !left.has(from.port),
  );
  return {
    label: (change.edit ?? `Change ${change.label.toLowerCase()}`).slice(0, 200),
    ...(isOwnStep ? {} : { coalesceKey: `settings:${id}:${change.field}`.slice(0, 200) }),
    patches: [putStep(after), ...orphans.map(dropEdge)],
  };
}

/** Deletes steps with the edges at them, and single edges. */
export function deleteElements(
  index: ProjectIndex,
  stepIds: readonly string[],
  edgeIds: readonly string[],
): Command | null {
  const steps = stepIds.flatMap((id) => index.steps.get(id) ?? []);
  const gone = new Set<string>(steps.map(({ id }) => id));
  const chosen = new Set(edgeIds);
  const edges = [...index.edges.values()].filter(
    (edge) => chosen.has(edge.id) || gone.has(edge.from.stepId) || gone.has(edge.to),
  );
  if (steps.length === 0 && edges.length === 0) return null;
  return {
    label: deleteLabel(steps, edges.length),
    patches: [...edges.map(dropEdge), ...steps.map(({ id }) => dropStep(id))],
  };
}

/** Copies with the edges between them, a little lower and to the right. */
export function duplicateSteps(
  index: ProjectIndex,
  stepIds: readonly string[],
): { readonly command: Command; readonly copies: readonly StepId[] } | null {
  const steps = stepIds.flatMap((id) => index.steps.get(id) ?? []);
  if (steps.length === 0) return null;
  const copyOf = new Map(steps.map(({ id }) => [id, newStepId()]));
  const copies = steps.map((step) => ({
    ...step,
    id: copyOf.get(step.id) ?? step.id,
    position: { x: step.position.x + 32, y: step.position.y + 32 },
  }));
  const edges = [...index.edges.values()].flatMap((edge) => {
    const from = copyOf.get(edge.from.stepId);
    const to = copyOf.get(edge.to);
    if (from === undefined || to === undefined) return [];
    return [{ id: newEdgeId(), from: { stepId: from, port: edge.from.port }, to }];
  });
  return {
    command: {
      label: steps.length === 1 ? 'Duplicate step' : `Duplicate ${steps.length} steps`,
      patches: [
        ...copies.map(putStep),
        ...edges.map((edge): Patch => ({ collection: 'edges', id: edge.id, value: edge })),
      ],
    },
    copies: copies.map(({ id }) => id),
  };
}

function deleteLabel(steps: readonly Step[], edgeCount: number): string {
  const only = steps[0];
  if (steps.length === 1 && only !== undefined) return `Delete ${titleOf(only)}`.slice(0, 200);
  if (steps.length > 1) return `Delete ${steps.length} steps`;
  return edgeCount === 1 ? 'Delete connection' : `Delete ${edgeCount} connections`;
}

function rounded({ x, y }: Point): { x: number; y: number } {
  return { x: Math.round(x), y: Math.round(y) };
}
