// Who speaks: the primary assistant and those that steps name must exist.
import { type Problem, problemOfProject, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkAssistants({ document, steps }: ProjectView): Problem[] {
  const known = new Set<string>(document.assistants.map(({ id }) => id));
  const problems: Problem[] = [];
  if (!known.has(document.workspace.primaryAssistantId)) {
    const message =
      'The project has no main assistant, so replies have no name. Choose one in the workspace settings.';
    problems.push(problemOfProject({ severity: 'error', code: 'ASSISTANT_NOT_FOUND', message }));
  }
  for (const { step, values } of steps.values()) {
    for (const { input, value, field } of values) {
      if (input !== 'assistant' || typeof value !== 'string' || known.has(value)) continue;
      const message =
        'The chosen assistant does not exist any more, so the main one speaks. Choose another one.';
      problems.push(
        problemOfStep(step, { severity: 'warning', code: 'ASSISTANT_NOT_FOUND', message, field }),
      );
    }
  }
  return problems;
}
