import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconDeviceDesktop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { usePreference } from '../state/preferences-store.ts';
import { schemes } from './appearance-actions.ts';

export function ColorSchemeMenu(): ReactElement {
  const chosen = usePreference('colorScheme');
  const Current = schemes.find(({ value }) => value === chosen)?.Icon ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={30} aria-label="Appearance">
          <Current size={17} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ value, action, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.8} />}
            rightSection={value === chosen ? <IconCheck size={14} /> : null}
            onClick={action.run}
          >
            {action.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
