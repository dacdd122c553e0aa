// Waiting for something and then doing nothing with it: a choice whose pick leads nowhere.
import { type Problem, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkDeadEnds({ steps }: ProjectView): Problem[] {
  return [...steps.values()].flatMap(({ step, definition, description, ways }) => {
    if (definition?.waits !== true || step.isDisabled === true) return [];
    const next = description?.ports.find(({ id }) => id === 'next');
    if (next === undefined || ways.some(({ port }) => port === next.id)) return [];
    const message = `Nothing follows “${next.label}”, so the conversation stops there. Connect it to a step.`;
    return [problemOfStep(step, { severity: 'warning', code: 'DEAD_END', message })];
  });
}
