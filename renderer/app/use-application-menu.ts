// The application menu of a real window, which offers actions of the registry, and the window's closing.
import { useEffect } from 'react';
import { type MenuCommand, menuCommands } from '#shared/ipc/bridge.ts';
import { allActions, isPossible } from '../commands/actions/action.ts';
import { watchActions } from '../commands/actions/use-action.ts';
import { flushEdits, hasUnsaved } from '../state/project-store.ts';

export function useApplicationMenu(): void {
  useEffect(() => {
    const bridge = window.dialogram;
    if (bridge === undefined) {
      window.addEventListener('beforeunload', askBeforeLeaving);
      return () => window.removeEventListener('beforeunload', askBeforeLeaving);
    }
    let told = '';
    const tell = (): void => {
      const possible = ids.filter(isOffered);
      if (possible.join(' ') === told) return;
      told = possible.join(' ');
      bridge.tellMenu(possible);
    };
    const ends = [bridge.onMenu(obey), bridge.onClose(flushEdits), watchActions(tell)];
    tell();
    // Whether a field undoes by itself depends on which one has the focus.
    document.addEventListener('focusin', tell);
    return () => {
      for (const end of ends) end();
      document.removeEventListener('focusin', tell);
    };
  }, []);
}

const isCommand = (id: string): id is MenuCommand => Object.hasOwn(menuCommands, id);
const ids: readonly MenuCommand[] = Object.keys(menuCommands).filter(isCommand);

const isInOwnUndo = (): boolean => document.activeElement?.closest('[data-own-undo]') != null;
const fieldCommands: Readonly<Partial<Record<MenuCommand, string>>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
};

function isOffered(id: MenuCommand): boolean {
  if (fieldCommands[id] !== undefined && isInOwnUndo()) return true;
  return allActions().some((action) => action.id === id && isPossible(action));
}

function obey(id: MenuCommand): void {
  const ofField = fieldCommands[id];
  if (ofField !== undefined && isInOwnUndo()) document.execCommand(ofField);
  else if (isOffered(id))
    allActions()
      .find((action) => action.id === id)
      ?.run();
}

/** Only while the connection is lost can something be unsaved for longer than a moment. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if (hasUnsaved()) event.preventDefault();
}
