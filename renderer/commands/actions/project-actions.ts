import { exportProject } from '../../state/export-project.ts';
import { notifyError } from '../../state/notify.ts';
import { closeProject, currentProject } from '../../state/project-store.ts';
import { openSettings } from '../../state/ui-store.ts';
import type { Action } from './action.ts';

export const projectActions: readonly Action[] = [
  {
    id: 'project.settings',
    title: 'Project settings',
    group: 'Project',
    words: 'workspace time zone name assistant',
    run: () => openSettings(),
  },
  {
    id: 'project.export',
    title: 'Export as a file',
    group: 'Project',
    words: 'save bundle json download',
    run: () =>
      void exportProject(currentProject()?.index.workspace.name ?? 'project').catch(
        notifyError('Could not export the project'),
      ),
  },
  {
    id: 'project.close',
    title: 'Close the project',
    group: 'Project',
    words: 'start screen open another',
    run: () => void closeProject().catch(notifyError('Could not close the project')),
  },
];
