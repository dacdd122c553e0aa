import type { Action } from '../commands/actions/action.ts';
import { closeScreen, isScreenOpen } from '../state/screen-store.ts';
import { mayEdit, openPublish, showForm } from './publish-store.ts';

export const publishAction: Action = {
  id: 'publish.toggle',
  title: 'Publish',
  group: 'Project',
  keys: ['Alt+0'],
  where: 'everywhere',
  words: 'deploy release go live runtime versions roll back promote staging production',
  run() {
    if (isScreenOpen('publish')) closeScreen();
    else openPublish();
  },
};

export const publishActions: readonly Action[] = [
  publishAction,
  {
    id: 'publish.add-target',
    title: 'Add a publish target',
    group: 'Project',
    words: 'runtime server environment staging production key',
    isPossible: mayEdit,
    run() {
      openPublish();
      showForm({ add: {} });
    },
  },
];
