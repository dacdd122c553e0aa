import { menuCommands } from '#shared/ipc/bridge.ts';
import { exportProject } from '../../state/export-project.ts';
import { focusPart } from '../../state/focus-part.ts';
import { notifyError } from '../../state/notify.ts';
import { closeProject, currentProject, openProject } from '../../state/project-store.ts';
import { openSettings } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

const close = (): Promise<void> => closeProject().catch(notifyError('Could not close the project'));

async function openAnother(): Promise<void> {
  // Without a dialog of the system's, the start screen is where projects are found.
  if (window.dialogram === undefined) return close();
  const path = await window.dialogram.pickFile('open-project');
  if (path !== null) await openProject(path);
}

export const projectAction = {
  create: {
    ...menuCommands['project.new'],
    id: 'project.new',
    group: 'Project',
    words: 'create start screen',
    run: () => void close().then(() => focusPart('[aria-label="New project"]')),
  },
  open: {
    ...menuCommands['project.open'],
    id: 'project.open',
    group: 'Project',
    words: 'another file start screen recent',
    run: () => void openAnother().catch(notifyError('Could not open the project')),
  },
  settings: {
    id: 'project.settings',
    title: 'Settings',
    group: 'Project',
    words: 'project preferences appearance workspace time zone name assistant',
    run: () => openSettings(),
  },
  export: {
    ...menuCommands['project.export'],
    id: 'project.export',
    group: 'Project',
    words: 'save bundle json download',
    run: () =>
      void exportProject(currentProject()?.index.workspace.name ?? 'project').catch(
        notifyError('Could not export the project'),
      ),
  },
  close: {
    id: 'project.close',
    title: 'Close project',
    group: 'Project',
    words: 'start screen',
    run: () => void close(),
  },
} as const satisfies Record<string, Action>;

export const projectActions: readonly Action[] = Object.values(projectAction);
