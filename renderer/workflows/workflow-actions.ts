import type { Action } from '../commands/actions/action.ts';
import { useUi } from '../state/ui-store.ts';
import { openWorkflowMap } from './map-store.ts';
import { enterStep, goBackTo, targetOfStep, trailLength } from './trail-store.ts';

const onlyStepId = (): string | undefined => {
  const { selectedStepIds } = useUi.getState();
  return selectedStepIds.size === 1 ? [...selectedStepIds][0] : undefined;
};

export const workflowActions: readonly Action[] = [
  {
    id: 'workflow.enter',
    title: 'Open the workflow that the step goes to',
    group: 'Go to',
    keys: ['Enter'],
    where: 'canvas',
    words: 'sub-workflow jump into',
    isPossible: () => targetOfStep(onlyStepId()) !== undefined,
    run() {
      const stepId = onlyStepId();
      if (stepId !== undefined) enterStep(stepId);
    },
  },
  {
    id: 'workflow.back',
    title: 'Back to the workflow before',
    group: 'Go to',
    keys: ['Alt+Shift+ArrowLeft'],
    isPossible: () => trailLength() > 0,
    run: () => goBackTo(trailLength() - 1),
  },
  {
    id: 'workflow.map',
    title: 'Map of workflows',
    group: 'Go to',
    words: 'overview jumps sub-workflows',
    run: openWorkflowMap,
  },
];
