import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { waysToAdd } from './adding.ts';

const { files, folder, webPage, website, text, answer, csv } = waysToAdd;
const groups = [
  { label: 'Documents', ways: [files, folder, text] },
  { label: 'From the web', ways: [webPage, website] },
  { label: 'Questions and answers', ways: [answer, csv] },
] as const;

export function AddMenu(): ReactElement {
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button size="sm" leftSection={<IconPlus size={14} />} rightSection={<IconChevronDown size={13} />}>
          Add
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map(({ label, ways }) => (
          <div key={label} role="group" aria-label={label}>
            <Menu.Label aria-hidden="true">{label}</Menu.Label>
            {ways.map((way) => (
              <Menu.Item key={way.id} leftSection={<way.Icon size={15} stroke={1.8} />} onClick={way.run}>
                {way.label}
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
