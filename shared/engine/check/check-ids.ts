// Ids that stand for two things: only one of them would run.
import { type Problem, problemOfProject, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkIds({ document }: ProjectView): Problem[] {
  const problems: Problem[] = [];
  const steps = new Set<string>();
  for (const step of document.steps) {
    if (steps.has(step.id)) {
      const message = `Two steps have the id “${step.id}”. Delete one of them and add it again.`;
      problems.push(problemOfStep(step, { severity: 'error', code: 'ID_TWICE', message }));
    }
    steps.add(step.id);
  }
  for (const collection of ['workflows', 'assistants', 'edges'] as const) {
    const ids = new Set<string>();
    for (const { id } of document[collection]) {
      if (ids.has(id)) {
        const message = `Two of the project’s ${collection} have the id “${id}”. Delete one of them and add it again.`;
        problems.push(problemOfProject({ severity: 'error', code: 'ID_TWICE', message }));
      }
      ids.add(id);
    }
  }
  return problems;
}
