// The application menu of a real window, and its closing.
import { useEffect } from 'react';
import { assertNever } from '#shared/util/assert-never.ts';
import type { MenuCommand } from '#shared/ipc/bridge.ts';
import { revert } from '../commands/revert.ts';
import { notifyError } from '../state/notify.ts';
import { closeProject, currentProject, flushEdits, hasUnsaved } from '../state/project-store.ts';
import { exportProject } from '../state/export-project.ts';

export function useMenuCommands(): void {
  useEffect(() => {
    const bridge = window.dialogram;
    if (bridge === undefined) {
      window.addEventListener('beforeunload', askBeforeLeaving);
      return () => window.removeEventListener('beforeunload', askBeforeLeaving);
    }
    const endMenu = bridge.onMenu((command) => {
      void obey(command).catch(notifyError('That did not work'));
    });
    const endClose = bridge.onClose(flushEdits);
    return () => {
      endMenu();
      endClose();
    };
  }, []);
}

async function obey(command: MenuCommand): Promise<void> {
  switch (command) {
    case 'new':
    case 'open':
      return closeProject();
    case 'export':
      return exportProject(currentProject()?.index.workspace.name ?? 'project');
    case 'undo':
    case 'redo':
      if (document.activeElement?.closest('[data-own-undo]') != null) document.execCommand(command);
      else await revert(command === 'redo');
      return;
    default:
      assertNever(command);
  }
}

/** Only while the connection is lost can something be unsaved for longer than a moment. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if (hasUnsaved()) event.preventDefault();
}
