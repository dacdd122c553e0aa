import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconDownload, IconHistory, IconPlus, IconSettings } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { addWorkflow } from '../commands/workflow-commands.ts';
import { toggleHistory } from '../history/history-store.ts';
import { exportProject } from '../state/export-project.ts';
import { newWorkflowId } from '../state/new-id.ts';
import { notifyError } from '../state/notify.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { showWorkflow, useUi } from '../state/ui-store.ts';
import { Palette } from './palette.tsx';
import { WorkflowItem } from './workflow-item.tsx';

export function Sidebar(): ReactElement {
  return (
    <aside className="sidebar dg-scroll" aria-label="Sidebar">
      <Workflows />
      <section aria-label="Add a step">
        <h2 className="dg-heading sidebar__heading">Add a step</h2>
        <Palette />
      </section>
      <ProjectSection />
    </aside>
  );
}

function Workflows(): ReactElement {
  const workflows = useIndex((index) => index.workflows);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const add = (): void => {
    const id = newWorkflowId();
    run((index) => addWorkflow(index, id));
    showWorkflow(id);
  };
  return (
    <section aria-label="Workflows">
      <div className="sidebar__row">
        <h2 className="dg-heading sidebar__heading">Workflows</h2>
        <Tooltip label="Create workflow">
          <ActionIcon size={22} aria-label="Create workflow" disabled={isReadOnly} onClick={add}>
            <IconPlus size={15} stroke={2} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ul className="plain-list">
        {[...workflows.values()].map((workflow) => (
          <WorkflowItem key={workflow.id} workflow={workflow} />
        ))}
      </ul>
    </section>
  );
}

function ProjectSection(): ReactElement {
  const name = useIndex((index) => index.workspace.name);
  return (
    <section aria-label="Project">
      <h2 className="dg-heading sidebar__heading">Project</h2>
      <UnstyledButton
        className="sidebar__item"
        onClick={() => useUi.setState({ isProjectSettingsOpen: true })}
      >
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
