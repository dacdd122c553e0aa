import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import { useIndex } from '../state/project-store.ts';
import { startPreview, usePreview } from './preview-store.ts';

/** Who talks now, or will talk when the conversation starts. */
export function useTestUser(): Pick<TestUser, 'id' | 'name' | 'identity'> | undefined {
  const users = useIndex((index) => index.testUsers);
  const chosen = usePreview(({ testUserId }) => testUserId);
  const talking = usePreview(({ session }) => session?.testUser.id);
  const [first] = users.values();
  return users.get(talking ?? chosen ?? '') ?? first;
}

/** Changes who talks; a running conversation starts again as them. */
export function TestUserMenu(): ReactElement | null {
  const users = useIndex((index) => index.testUsers);
  const current = useTestUser();
  const isBusy = usePreview(({ isBusy: busy }) => busy);
  if (current === undefined) return null;
  const words = current.name === current.identity ? current.name : `${current.name} · ${current.identity}`;

  const choose = (id: string): void => {
    if (usePreview.getState().session === null) usePreview.setState({ testUserId: id });
    else void startPreview(id);
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className="test-user" disabled={isBusy}>
          <Avatar name={current.name} />
          <VisuallyHidden>Test user: </VisuallyHidden>
          <span className="dg-truncate">{words}</span>
          <IconChevronDown size={13} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Talk as</Menu.Label>
        {[...users.values()].map((user) => (
          <Menu.Item
            key={user.id}
            leftSection={<Avatar name={user.name} />}
            rightSection={user.id === current.id ? <IconCheck size={14} /> : null}
            onClick={() => choose(user.id)}
          >
            <span className="test-user__name">{user.name}</span>
            <span className="test-user__identity">
              {user.identity}
              {user.channel === 'email' ? ', by e-mail' : ''}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Avatar({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="avatar" aria-hidden="true">
      {name.trim().charAt(0).toUpperCase()}
    </span>
  );
}
