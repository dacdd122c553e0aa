import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconDoorExit,
  IconDownload,
  IconFilePlus,
  IconFolderOpen,
  IconHistory,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { ActionItem } from '../commands/actions/action-item.tsx';
import { projectAction } from '../commands/actions/project-actions.ts';
import { historyAction } from '../history/history-actions.ts';
import { useIndex } from '../state/project-store.ts';

export function ProjectMenu(): ReactElement {
  const name = useIndex((index) => index.workspace.name);
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <UnstyledButton className="header__project" aria-label={`Project ${name}`}>
          <span className="dg-truncate">{name}</span>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <ActionItem action={projectAction.settings} Icon={IconSettings} />
        <ActionItem action={historyAction} Icon={IconHistory} />
        <ActionItem action={projectAction.export} Icon={IconDownload} />
        <Menu.Divider />
        <ActionItem action={projectAction.create} Icon={IconFilePlus} />
        <ActionItem action={projectAction.open} Icon={IconFolderOpen} />
        <ActionItem action={projectAction.close} Icon={IconDoorExit} />
      </Menu.Dropdown>
    </Menu>
  );
}
