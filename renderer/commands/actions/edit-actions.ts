import { openQuickAdd } from '../../canvas/quick-add-place.ts';
import { currentProject } from '../../state/project-store.ts';
import { select, useUi } from '../../state/ui-store.ts';
import { revert } from '../revert.ts';
import type { Action } from './action.ts';

const canEdit = (): boolean => currentProject()?.readOnly === null;

export const editActions: readonly Action[] = [
  {
    id: 'step.add',
    title: 'Add a step…',
    group: 'Steps',
    keys: ['A', '/'],
    isPossible: canEdit,
    run: () => openQuickAdd(),
  },
  {
    id: 'edit.undo',
    title: 'Undo',
    group: 'Edit',
    keys: ['Mod+Z'],
    where: 'outside-editors',
    isPossible: canEdit,
    run: () => void revert(false),
  },
  {
    id: 'edit.redo',
    title: 'Redo',
    group: 'Edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    where: 'outside-editors',
    isPossible: canEdit,
    run: () => void revert(true),
  },
  {
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
];
