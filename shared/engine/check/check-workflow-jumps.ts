// Workflows that steps go to must have a place to begin.
import { type Problem, problemOfStep } from './problem.ts';
import { entriesOf, type ProjectView } from './project-view.ts';

export function checkWorkflowJumps(project: ProjectView): Problem[] {
  const canBegin = new Set<string>(
    entriesOf(project)
      .filter(({ definition }) => definition?.entry === 'enter' || definition?.entry === 'message')
      .map(({ step }) => step.workflowId),
  );
  const names = new Map<string, string>(project.document.workflows.map(({ id, name }) => [id, name]));
  return [...project.steps.values()].flatMap(({ step, values }) =>
    values.flatMap(({ input, value, field }) => {
      if (input !== 'workflow' || typeof value !== 'string' || canBegin.has(value)) return [];
      const name = names.get(value);
      if (name === undefined) return [];
      const message = `The workflow “${name}” has no beginning when it is entered from here. Add an “Entered” step to it.`;
      return [problemOfStep(step, { severity: 'warning', code: 'WORKFLOW_NO_ENTRY', message, field })];
    }),
  );
}
