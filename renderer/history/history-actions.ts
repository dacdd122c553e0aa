import type { Action } from '../commands/actions/action.ts';
import { compare, stopComparing, toggleHistory, useHistory } from './history-store.ts';

export const historyAction: Action = {
  id: 'history.toggle',
  title: 'History',
  group: 'Project',
  keys: ['Mod+Shift+H'],
  words: 'show hide versions changes restore compare past undo',
  run: toggleHistory,
};

export const historyActions: readonly Action[] = [
  historyAction,
  {
    id: 'history.compare',
    title: 'Compare the beginning with now',
    group: 'Project',
    words: 'history difference diff versions',
    run: () => void compare({ rev: 0 }, 'now'),
  },
  {
    id: 'history.stop',
    title: 'Stop comparing',
    group: 'Project',
    isPossible: () => useHistory.getState().compared !== null,
    run: stopComparing,
  },
];
