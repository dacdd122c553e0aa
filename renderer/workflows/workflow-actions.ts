// What can be done with workflows: with the one on the screen by word or key, with any by its menu.
import type { Action } from '../commands/actions/action.ts';
import { duplicateWorkflow } from '../commands/duplicate-workflow.ts';
import { addWorkflow, deleteWorkflow, makeMain } from '../commands/workflow-commands.ts';
import { newWorkflowId } from '../state/new-id.ts';
import { currentProject, run } from '../state/project-store.ts';
import { showWorkflow, useUi } from '../state/ui-store.ts';
import { openWorkflowMap } from './map-store.ts';
import { beginRenaming } from './renaming-store.ts';
import { enterStep, goBackTo, targetOfStep, trailLength } from './trail-store.ts';
import { offerUndo } from './undo-notice.tsx';

const onlyStepId = (): string | undefined => {
  const { selectedStepIds } = useUi.getState();
  return selectedStepIds.size === 1 ? [...selectedStepIds][0] : undefined;
};

const canEdit = (): boolean => currentProject()?.readOnly === null;

export const workflowAction = {
  create: {
    id: 'workflow.create',
    title: 'Create workflow',
    group: 'Project',
    words: 'new add sub-workflow',
    isPossible: canEdit,
    run() {
      const id = newWorkflowId();
      run((index) => addWorkflow(index, id));
      showWorkflow(id);
    },
  },
  map: {
    id: 'workflow.map',
    title: 'Map of workflows',
    group: 'Go to',
    words: 'overview jumps sub-workflows',
    run: openWorkflowMap,
  },
} as const satisfies Record<string, Action>;

/** `workflowId` is asked when it runs. */
export function actionsOfWorkflow(workflowId: () => string | null) {
  const isNotMain = (): boolean =>
    canEdit() && currentProject()?.index.workspace.mainWorkflowId !== workflowId();
  return {
    rename: {
      id: 'workflow.rename',
      title: 'Rename workflow',
      group: 'Project',
      words: 'name',
      isPossible: canEdit,
      run: () => beginRenaming(workflowId()),
    },
    duplicate: {
      id: 'workflow.duplicate',
      title: 'Duplicate workflow',
      group: 'Project',
      words: 'copy',
      isPossible: canEdit,
      run() {
        const copyId = newWorkflowId();
        run((index) => duplicateWorkflow(index, workflowId() ?? '', copyId));
        showWorkflow(copyId);
      },
    },
    makeMain: {
      id: 'workflow.make-main',
      title: 'Make it the main workflow',
      group: 'Project',
      words: 'start first',
      isPossible: isNotMain,
      run: () => run((index) => makeMain(index, workflowId() ?? '')),
    },
    remove: {
      id: 'workflow.delete',
      title: 'Delete workflow',
      group: 'Project',
      words: 'remove',
      isPossible: isNotMain,
      run: () =>
        run((index) => {
          const id = workflowId() ?? '';
          const command = deleteWorkflow(index, id);
          const name = index.workflows.get(id)?.name ?? '';
          if (command !== null) offerUndo(`“${name}” is deleted.`, command.label);
          return command;
        }),
    },
  } as const satisfies Record<string, Action>;
}

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
  ...Object.values(workflowAction),
  ...Object.values(actionsOfWorkflow(() => useUi.getState().workflowId)),
];
