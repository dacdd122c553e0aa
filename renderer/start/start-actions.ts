// What the application's menu and keys mean while no project is open.
import { projectAction } from '../commands/actions/project-actions.ts';
import type { Action } from '../commands/actions/action.ts';
import { focusPart } from '../state/focus-part.ts';

export const startActions: readonly Action[] = [
  { ...projectAction.create, run: () => focusPart('[aria-label="New project"]') },
  window.dialogram === undefined
    ? { ...projectAction.open, run: () => focusPart('.start__by-path') }
    : projectAction.open,
];
