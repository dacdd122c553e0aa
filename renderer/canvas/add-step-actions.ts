import { useMemo } from 'react';
import { type Action, useActions } from '../commands/actions/action.ts';
import { currentProject } from '../state/project-store.ts';
import { kinds } from '../state/step-kinds.ts';
import { useAddStep } from './use-add-step.ts';

/** "Add a Reply step" and so on, for every kind. */
export function useAddStepActions(): void {
  const addStep = useAddStep();
  const actions = useMemo(
    () =>
      kinds.map(({ kind, title, purpose }): Action => ({
        id: `step.add.${kind}`,
        title: `Add a ${title} step`,
        group: 'Steps',
        words: purpose,
        isPossible: () => currentProject()?.readOnly === null,
        run: () => addStep(kind),
      })),
    [addStep],
  );
  useActions('add-step', actions);
}
