// Steps that no conversation can come to.
import { type Problem, problemOfStep } from './problem.ts';
import { entriesOf, type ProjectView, reachableFrom } from './project-view.ts';

export function checkReachable(project: ProjectView): Problem[] {
  const reached = reachableFrom(
    project,
    entriesOf(project).map(({ step }) => step.id),
  );
  return [...project.steps.values()]
    .filter(
      ({ step, definition }) => definition !== undefined && step.isDisabled !== true && !reached.has(step.id),
    )
    .map(({ step }) => {
      const message = 'No path leads to this step, so it never runs. Connect it, or delete it.';
      return problemOfStep(step, { severity: 'warning', code: 'STEP_UNREACHABLE', message });
    });
}
