import { TextInput } from '@mantine/core';
import { IconMap2, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { ActionButton } from '../commands/actions/action-button.tsx';
import { useIndex } from '../state/project-store.ts';
import { workflowAction } from './workflow-actions.ts';
import { WorkflowItem } from './workflow-item.tsx';

/** As many are found at a glance. */
const withoutSearch = 8;

export function WorkflowsSection(): ReactElement {
  const workflows = useIndex((index) => index.workflows);
  const [search, setSearch] = useState('');
  const isLong = workflows.size > withoutSearch;
  const words = isLong ? search.trim().toLowerCase() : '';
  const shown = [...workflows.values()].filter(({ name }) => name.toLowerCase().includes(words));
  return (
    <section aria-label="Workflows">
      <div className="sidebar__row">
        <h2 className="dg-heading sidebar__heading">Workflows</h2>
        <span>
          {workflows.size > 1 && (
            <ActionButton size={22} iconSize={15} action={workflowAction.map} Icon={IconMap2} />
          )}
          <ActionButton size={22} iconSize={15} action={workflowAction.create} Icon={IconPlus} />
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
