import { ActionIcon, Menu, UnstyledButton } from '@mantine/core';
import { IconDots, IconHome, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { Workflow } from '#shared/model/entities/flow.ts';
import { deleteWorkflow, makeMain, renameWorkflow } from '../commands/workflow-commands.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { showWorkflow, useUi } from '../state/ui-store.ts';
import { notifyDone } from '../state/notify.ts';

/** A workflow in the sidebar: opens it; renamed by double click or from its menu. */
export function WorkflowItem({ workflow }: { readonly workflow: Workflow }): ReactElement {
  const { id, name } = workflow;
  const isCurrent = useUi((ui) => ui.workflowId === id);
  const isMain = useIndex((index) => index.workspace.mainWorkflowId === id);
  const count = useIndex((index) => index.stepIdsByWorkflow.get(id)?.size ?? 0);
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const [isRenaming, setRenaming] = useState(false);
  const steps = count === 1 ? '1 step' : `${count} steps`;

  if (isRenaming) {
    return (
      <li>
        <RenameField
          name={name}
          onDone={(next) => {
            setRenaming(false);
            if (next !== null) run((index) => renameWorkflow(index, id, next));
          }}
        />
      </li>
    );
  }
  return (
    <li className={`workflow-item${isCurrent ? ' workflow-item--current' : ''}`}>
      <UnstyledButton
        className="workflow-item__open"
        aria-current={isCurrent ? 'page' : undefined}
        aria-label={`Workflow ${name} ${isMain ? 'main ' : ''}${steps}`}
        onClick={() => showWorkflow(id)}
        onDoubleClick={() => setRenaming(!isReadOnly)}
      >
        <span className="dg-truncate">{name}</span> {isMain && <b className="workflow-item__main">main</b>}{' '}
        <em>{steps}</em>
      </UnstyledButton>
      {!isReadOnly && <WorkflowMenu id={id} name={name} isMain={isMain} onRename={() => setRenaming(true)} />}
    </li>
  );
}

interface WorkflowMenuProps {
  readonly id: string;
  readonly name: string;
  readonly isMain: boolean;
  onRename(): void;
}

function WorkflowMenu({ id, name, isMain, onRename }: WorkflowMenuProps): ReactElement {
  const remove = (): void => {
    run((index) => deleteWorkflow(index, id));
    notifyDone(`“${name}” is deleted. Undo brings it back.`);
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon className="workflow-item__menu" size={22} aria-label={`Menu of workflow ${name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={onRename}>
          Rename
        </Menu.Item>
        {!isMain && (
          <>
            <Menu.Item
              leftSection={<IconHome size={15} />}
              onClick={() => run((index) => makeMain(index, id))}
            >
              Make it the main one
            </Menu.Item>
            <Menu.Item data-danger leftSection={<IconTrash size={15} />} onClick={remove}>
              Delete
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function RenameField(props: { readonly name: string; onDone(name: string | null): void }): ReactElement {
  const { name, onDone } = props;
  return (
    <input
      className="workflow-item__rename"
      aria-label="Workflow name"
      defaultValue={name}
      maxLength={200}
      data-own-undo
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
