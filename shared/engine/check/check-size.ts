// What has become too large: for the project file, and for a person to follow.
import { limits } from '#shared/model/limits.ts';
import { jsonBytes } from '../json-bytes.ts';
import { type Problem, problemOfProject, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

/** From here on a workflow is hard to follow. */
const manySteps = 1500;
const nearLimit = 0.8;

export function checkSize({ document, steps }: ProjectView): Problem[] {
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const { step } of steps.values()) {
    counts.set(step.workflowId, (counts.get(step.workflowId) ?? 0) + 1);
    const bytes = jsonBytes(step.settings);
    if (bytes <= limits.settingsBytes * nearLimit) continue;
    const isOver = bytes > limits.settingsBytes;
    const message = `This step holds ${inKilobytes(bytes)} of settings; ${inKilobytes(limits.settingsBytes)} are possible. Shorten its texts, or divide it into several steps.`;
    problems.push(
      problemOfStep(step, { severity: isOver ? 'error' : 'warning', code: 'TOO_LARGE', message }),
    );
  }
  for (const { id, name } of document.workflows) {
    const count = counts.get(id) ?? 0;
    if (count <= manySteps) continue;
    const message = `“${name}” has ${count} steps. Move parts of it into workflows of their own, so that it can be followed.`;
    problems.push(problemOfProject({ severity: 'hint', code: 'TOO_LARGE', message }, id));
  }
  if (document.steps.length > limits.entitiesPerCollection * nearLimit) {
    const message = `The project has ${document.steps.length} steps; ${limits.entitiesPerCollection} are possible. Divide it into several projects.`;
    problems.push(problemOfProject({ severity: 'warning', code: 'TOO_LARGE', message }));
  }
  return problems;
}

const inKilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;
