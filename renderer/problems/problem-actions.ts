import type { Action } from '../commands/actions/action.ts';
import { focusPart } from '../state/focus-part.ts';
import { toggleProblems, useProblemsView } from './problems-view.ts';

export const toggleAction: Action = {
  id: 'problems.toggle',
  title: 'Problems',
  group: 'View',
  words: 'show hide errors warnings checks',
  keys: ['Mod+Shift+M'],
  where: 'everywhere',
  run: toggleProblems,
};

export const problemActions: readonly Action[] = [
  toggleAction,
  {
    id: 'problems.go',
    title: 'Go to the problems',
    group: 'Go to',
    words: 'errors warnings checks mend fix',
    keys: ['Alt+5'],
    where: 'everywhere',
    run() {
      useProblemsView.setState({ isOpen: true });
      focusPart('.problems__list');
    },
  },
];
