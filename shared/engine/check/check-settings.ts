// Each step by itself: a known kind, settings that fit it, and what the kind has to say about them.
import type { NameLookup } from '#shared/model/step-definition.ts';
import { type Problem, problemOfStep } from './problem.ts';
import { catalogNames, type CheckedStep, nameOf, type ProjectView } from './project-view.ts';

export function checkSettings(project: ProjectView): Problem[] {
  return [...project.steps.values()].flatMap((checked) => checkStep(project, checked));
}

function checkStep(
  project: ProjectView,
  { step, definition, settings, description, ways }: CheckedStep,
): Problem[] {
  if (step.isDisabled === true) return [];
  if (!project.workflows.has(step.workflowId)) {
    const message = 'This step belongs to a workflow that does not exist. Delete it.';
    return [problemOfStep(step, { severity: 'warning', code: 'WORKFLOW_NOT_FOUND', message })];
  }
  if (definition === undefined) {
    const message = `This version of Dialogram does not know steps of the kind “${step.kind}”. Update the app, or replace the step.`;
    return [problemOfStep(step, { severity: 'error', code: 'STEP_KIND_UNKNOWN', message })];
  }
  if (step.version > definition.version) {
    const message =
      'This step was made with a newer version of Dialogram. Update the app, or add the step again.';
    return [problemOfStep(step, { severity: 'error', code: 'STEP_FROM_NEWER_APP', message })];
  }
  const described = definition.describe(settings);
  if (!described.ok || description === undefined) {
    const issues = described.ok ? [] : described.issues;
    return issues.map(({ field, message }) =>
      problemOfStep(step, {
        severity: 'error',
        code: 'STEP_SETTINGS_INVALID',
        message: `A setting does not fit: ${message}`,
        field,
      }),
    );
  }
  const connected = new Set(ways.map(({ port }) => port));
  return description
    .check({ ...namesFor(project, step.workflowId), isConnected: (port) => connected.has(port) })
    .map((finding) => problemOfStep(step, finding));
}

/** A step is only known by name within its own workflow. */
function namesFor(project: ProjectView, workflowId: string): NameLookup {
  const { workflows, steps } = project;
  return {
    workflow: (id) => workflows.get(id)?.name,
    ...catalogNames(project),
    step(id) {
      const checked = steps.get(id);
      return checked?.step.workflowId === workflowId ? nameOf(checked) : undefined;
    },
  };
}
