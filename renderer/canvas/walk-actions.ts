// Steps by keys alone: from one to the next along the edges, into its settings, and what follows it.
import type { Action } from '../commands/actions/action.ts';
import { askWhatFollows } from '../commands/follow-commands.ts';
import { focusCanvas } from '../state/focus-part.ts';
import { goTo } from '../state/go-to.ts';
import { currentProject } from '../state/project-store.ts';
import { type Direction, stepAlong } from '../state/walk-edges.ts';
import { revealStep, useUi } from '../state/ui-store.ts';

function onlyStepId(): string | undefined {
  const { selectedStepIds } = useUi.getState();
  return selectedStepIds.size === 1 ? [...selectedStepIds][0] : undefined;
}

const hasOne = (): boolean => onlyStepId() !== undefined;
const canEdit = (): boolean => hasOne() && currentProject()?.readOnly === null;

const left: { stepId: string | undefined } = { stepId: undefined };

function walk(direction: Direction): void {
  const index = currentProject()?.index;
  const { workflowId } = useUi.getState();
  if (index === undefined || workflowId === null) return;
  const from = onlyStepId();
  const [first] = index.stepIdsByWorkflow.get(workflowId) ?? [];
  const to = from === undefined ? first : stepAlong(index, from, direction, left.stepId);
  if (to === undefined) return;
  left.stepId = from;
  revealStep(workflowId, to);
  focusCanvas();
}

const walkTo = (direction: Direction, title: string, key: string): Action => ({
  id: `walk.${direction}`,
  title,
  group: 'Go to',
  keys: [`Alt+${key}`],
  run: () => walk(direction),
});

export const walkAction = {
  right: walkTo('right', 'Next step along the path', 'ArrowRight'),
  left: walkTo('left', 'Step before this one', 'ArrowLeft'),
  down: walkTo('down', 'Next path, or the step below', 'ArrowDown'),
  up: walkTo('up', 'Path before, or the step above', 'ArrowUp'),
  edit: {
    id: 'step.edit',
    title: 'Edit the selected step',
    group: 'Steps',
    keys: ['Enter'],
    where: 'canvas',
    words: 'settings change open',
    isPossible: hasOne,
    run: () => goTo({ workflowId: useUi.getState().workflowId, stepId: onlyStepId() ?? null, field: null }),
  },
  connect: {
    id: 'step.connect',
    title: 'Connect a path of the step…',
    group: 'Steps',
    keys: ['C'],
    where: 'canvas',
    words: 'connection edge follow lead disconnect remove',
    isPossible: canEdit,
    run() {
      const stepId = onlyStepId();
      if (stepId !== undefined) askWhatFollows(stepId);
    },
  },
} as const satisfies Record<string, Action>;

export const walkActions: readonly Action[] = Object.values(walkAction);
