import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowRight, IconCopy, IconDots, IconHome, IconPencil, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { duplicateWorkflow } from '../commands/duplicate-workflow.ts';
import { deleteWorkflow, makeMain } from '../commands/workflow-commands.ts';
import { newWorkflowId } from '../state/new-id.ts';
import { run, useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { revealStep, showWorkflow } from '../state/ui-store.ts';
import { usesOf } from './jumps.ts';
import { offerUndo } from './undo-notice.tsx';

const mostUses = 10;

interface WorkflowMenuProps {
  readonly id: string;
  readonly name: string;
  readonly isMain: boolean;
  readonly isReadOnly: boolean;
  onRename(): void;
}

export function WorkflowMenu({ id, name, isMain, isReadOnly, onRename }: WorkflowMenuProps): ReactElement {
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon className="workflow-item__menu" size={22} aria-label={`Menu of workflow ${name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isReadOnly && <Changes id={id} isMain={isMain} onRename={onRename} />}
        <Uses id={id} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Changes({
  id,
  isMain,
  onRename,
}: Pick<WorkflowMenuProps, 'id' | 'isMain' | 'onRename'>): ReactElement {
  const duplicate = (): void => {
    const copyId = newWorkflowId();
    run((index) => duplicateWorkflow(index, id, copyId));
    showWorkflow(copyId);
  };
  const remove = (): void =>
    run((index) => {
      const command = deleteWorkflow(index, id);
      const name = index.workflows.get(id)?.name ?? '';
      if (command !== null) offerUndo(`“${name}” is deleted.`, command.label);
      return command;
    });
  return (
    <>
      <Menu.Item leftSection={<IconPencil size={15} />} onClick={onRename}>
        Rename
      </Menu.Item>
      <Menu.Item leftSection={<IconCopy size={15} />} onClick={duplicate}>
        Duplicate
      </Menu.Item>
      {!isMain && (
        <>
          <Menu.Item leftSection={<IconHome size={15} />} onClick={() => run((index) => makeMain(index, id))}>
            Make it the main one
          </Menu.Item>
          <Menu.Item data-danger leftSection={<IconTrash size={15} />} onClick={remove}>
            Delete
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
    </>
  );
}

/** Where it is used: the steps that lead here. */
function Uses({ id }: { readonly id: string }): ReactElement {
  const index = useIndex((current) => current);
  const uses = usesOf(index, id);
  if (uses.length === 0) return <Menu.Label>No step goes here</Menu.Label>;
  return (
    <>
      <Menu.Label>Where it is used</Menu.Label>
      {uses.slice(0, mostUses).map((step) => (
        <Menu.Item
          key={step.id}
          leftSection={<IconArrowRight size={15} />}
          onClick={() => revealStep(step.workflowId, step.id)}
        >
          {`${index.workflows.get(step.workflowId)?.name ?? ''} › ${titleOf(step)}`}
        </Menu.Item>
      ))}
      {uses.length > mostUses && <Menu.Label>and {uses.length - mostUses} more</Menu.Label>}
    </>
  );
}
