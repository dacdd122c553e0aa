import type { StepId } from '#shared/model/ids.ts';
import { freePlace, nodeGap } from '../canvas/free-place.ts';
import { nodeWidth } from '../canvas/step-size.ts';
import type { Command } from '../state/pending-edits.ts';
import type { ProjectIndex } from '../state/project-index.ts';
import type { PortRef } from './edge-commands.ts';
import { addStep } from './step-commands.ts';

/** A new step to the right of the one it follows. */
export function addFollowing(index: ProjectIndex, from: PortRef, kind: string, id: StepId): Command | null {
  const step = index.steps.get(from.stepId);
  if (step === undefined) return null;
  const wish = { x: step.position.x + nodeWidth + nodeGap, y: step.position.y };
  const position = freePlace(index, step.workflowId, wish);
  return addStep(index, { id, kind, workflowId: step.workflowId, position }, from);
}
