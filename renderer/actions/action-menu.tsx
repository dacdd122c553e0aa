import { ActionIcon, Menu } from '@mantine/core';
import { IconCopyPlus, IconDots, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Action } from '#shared/model/entities/action.ts';
import { useProject } from '../state/project-store.ts';
import { copyAction, deleteAction } from './registered-actions.ts';

export function ActionMenu({ action }: { readonly action: Action }): ReactElement | null {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  if (isReadOnly) return null;
  return (
    <Menu position="bottom-end" width={190}>
      <Menu.Target>
        <ActionIcon size={28} aria-label={`Menu of action ${action.name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopyPlus size={15} />} onClick={() => copyAction(action.id)}>
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item data-danger leftSection={<IconTrash size={15} />} onClick={() => deleteAction(action)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
