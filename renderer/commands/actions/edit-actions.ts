import { menuCommands } from '#shared/ipc/bridge.ts';
import { openQuickAdd } from '../../canvas/quick-add-place.ts';
import { currentProject } from '../../state/project-store.ts';
import { select, useUi } from '../../state/ui-store.ts';
import { revert } from '../revert.ts';
import type { Action } from './action.ts';

const canEdit = (): boolean => currentProject()?.readOnly === null;
const undoLabel = (): string | null => currentProject()?.undoLabel ?? null;
const redoLabel = (): string | null => currentProject()?.redoLabel ?? null;

export const editAction = {
  addStep: {
    id: 'step.add',
    title: 'Add a step…',
    group: 'Steps',
    // With a step selected, the first two add what follows it.
    keys: ['A', '/', 'Shift+A'],
    isPossible: canEdit,
    run: () => openQuickAdd(),
  },
  undo: {
    ...menuCommands['edit.undo'],
    id: 'edit.undo',
    group: 'Edit',
    where: 'outside-editors',
    get detail() {
      return undoLabel();
    },
    isPossible: () => canEdit() && undoLabel() !== null,
    run: () => void revert(false),
  },
  redo: {
    ...menuCommands['edit.redo'],
    id: 'edit.redo',
    group: 'Edit',
    where: 'outside-editors',
    get detail() {
      return redoLabel();
    },
    isPossible: () => canEdit() && redoLabel() !== null,
    run: () => void revert(true),
  },
  selectNone: {
    id: 'edit.select-none',
    title: 'Select nothing',
    group: 'Edit',
    keys: ['Escape'],
    where: 'canvas',
    run() {
      useUi.setState({ quickAdd: null });
      select([]);
    },
  },
} as const satisfies Record<string, Action>;

export const editActions: readonly Action[] = Object.values(editAction);
