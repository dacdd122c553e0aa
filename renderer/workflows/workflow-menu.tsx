import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowRight, IconCopyPlus, IconDots, IconHome, IconPencil, IconTrash } from '@tabler/icons-react';
import { type ReactElement, useMemo } from 'react';
import { ActionItem } from '../commands/actions/action-item.tsx';
import { useIndex } from '../state/project-store.ts';
import { titleOf } from '../state/step-kinds.ts';
import { revealStep } from '../state/ui-store.ts';
import { usesOf } from './jumps.ts';
import { actionsOfWorkflow } from './workflow-actions.ts';

const mostUses = 10;

interface WorkflowMenuProps {
  readonly id: string;
  readonly name: string;
  readonly isMain: boolean;
  readonly isReadOnly: boolean;
}

export function WorkflowMenu({ id, name, isMain, isReadOnly }: WorkflowMenuProps): ReactElement {
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <ActionIcon className="workflow-item__menu" size={22} aria-label={`Menu of workflow ${name}`}>
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isReadOnly && <Changes id={id} isMain={isMain} />}
        <Uses id={id} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Changes({ id, isMain }: Pick<WorkflowMenuProps, 'id' | 'isMain'>): ReactElement {
  const { rename, duplicate, makeMain, remove } = useMemo(() => actionsOfWorkflow(() => id), [id]);
  return (
    <>
      <ActionItem action={rename} Icon={IconPencil} />
      <ActionItem action={duplicate} Icon={IconCopyPlus} />
      {!isMain && (
        <>
          <ActionItem action={makeMain} Icon={IconHome} />
          <ActionItem action={remove} Icon={IconTrash} isDanger />
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
