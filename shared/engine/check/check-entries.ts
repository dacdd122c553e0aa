// Trigger steps: at most one of each kind per workflow, and each leads somewhere.
import { type Problem, problemOfStep } from './problem.ts';
import { type CheckedStep, entriesOf, type ProjectView } from './project-view.ts';

export function checkEntries(project: ProjectView): Problem[] {
  const first = new Map<string, CheckedStep>();
  return entriesOf(project).flatMap((entry) => {
    const { step, definition, ways } = entry;
    const title = definition?.title ?? step.kind;
    const key = `${step.workflowId}/${definition?.entry ?? ''}`;
    const problems: Problem[] = [];
    if (first.has(key)) {
      const message = `This workflow has two “${title}” steps; only the first runs. Delete this one, or move its path there.`;
      problems.push(problemOfStep(step, { severity: 'error', code: 'ENTRY_TWICE', message }));
    } else {
      first.set(key, entry);
    }
    if (ways.length === 0) {
      const message = `Nothing follows “${title}”. Connect it to a step.`;
      problems.push(problemOfStep(step, { severity: 'warning', code: 'STEP_NOT_CONNECTED', message }));
    }
    return problems;
  });
}
