import type { Action } from '../commands/actions/action.ts';
import { focusPart } from '../state/focus-part.ts';
import { useOutline } from './outline-store.ts';

export const outlineActions: readonly Action[] = [
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
  {
    id: 'outline.toggle',
    title: 'Show or hide the outline',
    group: 'View',
    keys: ['Mod+Shift+O'],
    where: 'everywhere',
    words: 'tree list steps',
    run: () => useOutline.setState(({ isShown }) => ({ isShown: !isShown })),
  },
];
