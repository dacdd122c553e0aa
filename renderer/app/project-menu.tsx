import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconChevronDown,
  IconDownload,
  IconFolderOpen,
  IconHistory,
  IconSettings,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { toggleHistory } from '../history/history-store.ts';
import { notifyError } from '../state/notify.ts';
import { closeProject, useIndex } from '../state/project-store.ts';
import { exportProject } from '../state/export-project.ts';
import { openSettings } from '../state/ui-store.ts';

export function ProjectMenu(): ReactElement {
  const name = useIndex((index) => index.workspace.name);
  return (
    <Menu position="bottom-start" width={220}>
      <Menu.Target>
        <UnstyledButton className="header__project" aria-label={`Project ${name}`}>
          <span className="dg-truncate">{name}</span>
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => openSettings()}>
          Project settings
        </Menu.Item>
        <Menu.Item leftSection={<IconHistory size={16} />} onClick={toggleHistory}>
          History
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDownload size={16} />}
          onClick={() => void exportProject(name).catch(notifyError('Could not export the project'))}
        >
          Export as a file
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconFolderOpen size={16} />}
          onClick={() => void closeProject().catch(notifyError('Could not close the project'))}
        >
          Close project
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
