import type { Action } from '../commands/actions/action.ts';
import { focusPart } from '../state/focus-part.ts';
import { rowActions } from './outline-row-actions.ts';
import { useOutline } from './outline-store.ts';

const isShown = (): boolean => useOutline.getState().isShown;

export const toggleOutline: Action = {
  id: 'outline.toggle',
  get title() {
    return isShown() ? 'Hide outline' : 'Show outline';
  },
  group: 'View',
  keys: ['Mod+Shift+O'],
  where: 'everywhere',
  words: 'tree list steps',
  run: () => useOutline.setState({ isShown: !isShown() }),
};

export const outlineActions: readonly Action[] = [
  toggleOutline,
  {
    id: 'outline.go',
    title: 'Go to the outline',
    group: 'Go to',
    keys: ['Alt+2'],
    where: 'everywhere',
    words: 'tree list steps',
    run() {
      useOutline.setState({ isShown: true });
      focusPart('.outline__tree');
    },
  },
  ...Object.values(rowActions),
];
