import { UnstyledButton } from '@mantine/core';
import { IconDownload, IconHistory, IconSettings } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { toggleHistory } from '../history/history-store.ts';
import { exportProject } from '../state/export-project.ts';
import { notifyError } from '../state/notify.ts';
import { useIndex } from '../state/project-store.ts';
import { openSettings } from '../state/ui-store.ts';
import { WorkflowsSection } from '../workflows/workflows-section.tsx';
import { Palette } from './palette.tsx';

export function Sidebar(): ReactElement {
  return (
    <aside className="sidebar dg-scroll" aria-label="Sidebar">
      <WorkflowsSection />
      <section aria-label="Add a step">
        <h2 className="dg-heading sidebar__heading">Add a step</h2>
        <Palette />
      </section>
      <ProjectSection />
    </aside>
  );
}

function ProjectSection(): ReactElement {
  const name = useIndex((index) => index.workspace.name);
  return (
    <section aria-label="Project">
      <h2 className="dg-heading sidebar__heading">Project</h2>
      <UnstyledButton className="sidebar__item" onClick={() => openSettings()}>
        <IconSettings size={16} stroke={1.7} />
        Settings
      </UnstyledButton>
      <UnstyledButton className="sidebar__item" onClick={toggleHistory}>
        <IconHistory size={16} stroke={1.7} />
        History
      </UnstyledButton>
      <UnstyledButton
        className="sidebar__item"
        onClick={() => void exportProject(name).catch(notifyError('Could not export the project'))}
      >
        <IconDownload size={16} stroke={1.7} />
        Export as a file
      </UnstyledButton>
    </section>
  );
}
