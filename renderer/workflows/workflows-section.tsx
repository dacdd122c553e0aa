import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconMap2, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { addWorkflow } from '../commands/workflow-commands.ts';
import { newWorkflowId } from '../state/new-id.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { showWorkflow } from '../state/ui-store.ts';
import { openWorkflowMap } from './map-store.ts';
import { WorkflowItem } from './workflow-item.tsx';

/** As many are found at a glance. */
const withoutSearch = 8;

export function WorkflowsSection(): ReactElement {
  const workflows = useIndex((index) => index.workflows);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const [search, setSearch] = useState('');
  const isLong = workflows.size > withoutSearch;
  const words = isLong ? search.trim().toLowerCase() : '';
  const shown = [...workflows.values()].filter(({ name }) => name.toLowerCase().includes(words));
  const add = (): void => {
    const id = newWorkflowId();
    run((index) => addWorkflow(index, id));
    showWorkflow(id);
  };
  return (
    <section aria-label="Workflows">
      <div className="sidebar__row">
        <h2 className="dg-heading sidebar__heading">Workflows</h2>
        <span>
          {workflows.size > 1 && (
            <Tooltip label="Map of workflows">
              <ActionIcon size={22} aria-label="Map of workflows" onClick={openWorkflowMap}>
                <IconMap2 size={15} stroke={1.8} />
              </ActionIcon>
            </Tooltip>
          )}
          <Tooltip label="Create workflow">
            <ActionIcon size={22} aria-label="Create workflow" disabled={isReadOnly} onClick={add}>
              <IconPlus size={15} stroke={2} />
            </ActionIcon>
          </Tooltip>
        </span>
      </div>
      {isLong && (
        <TextInput
          size="xs"
          mb={6}
          aria-label="Find a workflow"
          placeholder="Find a workflow…"
          leftSection={<IconSearch size={13} />}
          value={search}
          data-own-undo
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className="plain-list">
        {shown.map((workflow) => (
          <WorkflowItem key={workflow.id} workflow={workflow} />
        ))}
      </ul>
      {shown.length === 0 && <p className="history__hint">No workflow is called so.</p>}
    </section>
  );
}
