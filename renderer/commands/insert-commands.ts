// Commands that put a step into a connection, and switch steps off and on.
import { passingPort } from '#shared/model/step-definition.ts';
import type { Edge, Step } from '#shared/model/entities/flow.ts';
import type { Patch } from '#shared/model/edit.ts';
import type { Command } from '../state/pending-edits.ts';
import { portKey, type ProjectIndex } from '../state/project-index.ts';
import { describeStep, hasInput, titleOf } from '../state/step-kinds.ts';
import { connectPatches } from './edge-commands.ts';
import { addStep, type Point, putStep } from './step-commands.ts';

/** Whether a step could stand in a connection: it can be led to, leads on, and is not connected yet. */
export function canInsert(index: ProjectIndex, stepId: string): boolean {
  const step = index.steps.get(stepId);
  if (step === undefined || !hasInput(step) || passingPort(describeStep(step)) === undefined) return false;
  if ((index.edgeIdsBySource.get(stepId)?.size ?? 0) > 0) return false;
  return ![...index.edges.values()].some(({ to }) => to === stepId);
}

/** Leads the edge to the step and the step on to where the edge led. The step moves to `position`, if given. */
export function insertStep(
  index: ProjectIndex,
  edgeId: string,
  stepId: string,
  position?: Point,
): Command | null {
  const edge = index.edges.get(edgeId);
  const step = index.steps.get(stepId);
  if (edge === undefined || step === undefined || !canInsert(index, stepId)) return null;
  if (index.steps.get(edge.to)?.workflowId !== step.workflowId) return null;
  const moved: readonly Patch[] =
    position === undefined
      ? []
      : [putStep({ ...step, position: { x: Math.round(position.x), y: Math.round(position.y) } })];
  return {
    label: `Insert ${titleOf(step)}`.slice(0, 200),
    patches: [...moved, ...insertPatches(index, edge, step)],
  };
}

/** A new step in the middle of a connection. One that cannot be led to is only added. */
export function addStepInto(
  index: ProjectIndex,
  step: Parameters<typeof addStep>[1],
  edgeId: string,
): Command | null {
  const added = addStep(index, step);
  const edge = index.edges.get(edgeId);
  const made = added?.patches.find((patch) => patch.collection === 'steps')?.value ?? null;
  if (added === null || edge === undefined || made === null) return added;
  if (!hasInput(made)) return added;
  return { ...added, patches: [...added.patches, ...insertPatches(index, edge, made)] };
}

/** The edges of a step that is put into `edge`; the step may be one that this very edit makes. */
function insertPatches(index: ProjectIndex, edge: Edge, step: Step): readonly Patch[] {
  const port = passingPort(describeStep(step));
  const into: Patch = { collection: 'edges', id: edge.id, value: { ...edge, to: step.id } };
  if (port === undefined) return [into];
  const steps = new Map([...index.steps, [step.id, step]]);
  return [into, ...connectPatches({ ...index, steps }, { stepId: step.id, port }, edge.to)];
}

/** A disabled step is passed over when the flow runs. */
export function setDisabled(
  index: ProjectIndex,
  stepIds: readonly string[],
  isDisabled: boolean,
): Command | null {
  const steps = stepIds.flatMap((id) => {
    const step = index.steps.get(id);
    return step === undefined || (step.isDisabled === true) === isDisabled ? [] : [step];
  });
  if (steps.length === 0) return null;
  const verb = isDisabled ? 'Disable' : 'Enable';
  return {
    label: steps.length === 1 ? `${verb} step` : `${verb} ${steps.length} steps`,
    patches: steps.map((step) => {
      const { isDisabled: _, ...enabled } = step;
      return putStep(isDisabled ? { ...enabled, isDisabled } : enabled);
    }),
  };
}

/** The port from which a step that follows this one is most likely connected: the first that leads nowhere yet. */
export function freePort(index: ProjectIndex, stepId: string): string | undefined {
  const step = index.steps.get(stepId);
  const described = step === undefined ? undefined : describeStep(step);
  if (described?.ok !== true) return undefined;
  return described.description.ports.find(
    ({ id }) => id !== 'error' && !index.edgeByPort.has(portKey(stepId, id)),
  )?.id;
}
