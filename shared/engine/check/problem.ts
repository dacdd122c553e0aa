// A design-time problem, in the shape that windows and the command line show.
import type { Finding } from '#shared/model/step-definition.ts';
import type { Step } from '#shared/model/entities/flow.ts';

/**
 * `stepId` and `workflowId` are null for problems of the project as a whole; `field` is a path in the settings, or for an
 * action's problem in the action.
 */
export interface Problem {
  readonly severity: Finding['severity'];
  readonly code: string;
  readonly message: string;
  readonly workflowId: string | null;
  readonly stepId: string | null;
  readonly field: string | null;
  readonly actionId?: string;
}

export function problemOfStep(step: Step, { severity, code, message, field }: Finding): Problem {
  return { severity, code, message, workflowId: step.workflowId, stepId: step.id, field: field ?? null };
}

export function problemOfProject(finding: Omit<Finding, 'field'>, workflowId: string | null = null): Problem {
  const { severity, code, message } = finding;
  return { severity, code, message, workflowId, stepId: null, field: null };
}

export function problemOfAction(actionId: string, { severity, code, message, field }: Finding): Problem {
  return { severity, code, message, workflowId: null, stepId: null, field: field ?? null, actionId };
}
