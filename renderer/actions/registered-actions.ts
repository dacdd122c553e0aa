// What an author can do with actions from anywhere.
import type { Action } from '#shared/model/entities/action.ts';
import type { Action as RegisteredAction } from '../commands/actions/action.ts';
import { newId } from '../state/new-id.ts';
import { currentProject, run } from '../state/project-store.ts';
import { closeScreen, isScreenOpen } from '../state/screen-store.ts';
import { offerUndo } from '../workflows/undo-notice.tsx';
import { addAction, duplicateAction, removeAction } from './action-commands.ts';
import { openActions } from './screen-store.ts';

export const actionsAction: RegisteredAction = {
  id: 'actions.toggle',
  title: 'Actions',
  group: 'Project',
  keys: ['Alt+8'],
  where: 'everywhere',
  words: 'show hide worker tasks tools order callback discount ticket',
  run() {
    if (isScreenOpen('actions')) closeScreen();
    else openActions({ kind: 'all' });
  },
};

const newActionAction: RegisteredAction = {
  id: 'actions.new',
  title: 'New action…',
  group: 'Project',
  words: 'add create worker task tool',
  isPossible: () => currentProject()?.readOnly === null,
  run: () => openActions({ kind: 'new' }),
};

export const registeredActions: readonly RegisteredAction[] = [actionsAction, newActionAction];

export function makeAction(action: Action): void {
  run((index) => addAction(index, action));
  openActions({ kind: 'action', actionId: action.id });
}

export function copyAction(id: string): void {
  const copyId = newId('action');
  run((index) => duplicateAction(index, id, copyId));
  openActions({ kind: 'action', actionId: copyId });
}

export function deleteAction({ id, name }: Action): void {
  run((index) => {
    const command = removeAction(index, id);
    if (command !== null) offerUndo(`The action “${name}” is deleted.`, command.label);
    return command;
  });
  openActions({ kind: 'all' });
}
