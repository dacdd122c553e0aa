import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconChevronDown, IconUsers } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { useIndex } from '../state/project-store.ts';
import { openSettings } from '../state/ui-store.ts';
import { become, startPreview, usePreview } from './preview-store.ts';

/** Who talks now, or will talk when the conversation starts. */
export function useTestUser(): SessionView['testUser'] {
  const users = useIndex((index) => index.testUsers);
  const chosen = usePreview(({ testUserId }) => testUserId);
  const talking = usePreview(({ session }) => session?.testUser);
  const [first] = users.values();
  // One who was deleted goes on talking; without any test user the host has a visitor of its own.
  return (
    users.get(talking?.id ?? chosen ?? '') ??
    talking ??
    first ?? { id: '', name: 'Visitor', identity: 'anonymous' }
  );
}

/** Changes who talks: from now on in a conversation that goes on, else from the start of the next one. */
export function TestUserMenu(): ReactElement {
  const users = useIndex((index) => index.testUsers);
  const current = useTestUser();
  const isBusy = usePreview((preview) => preview.isBusy);
  const hasSession = usePreview(({ session }) => session !== null);
  const goesOn = usePreview(
    ({ session, isLost }) => session !== null && session.status !== 'closed' && !isLost,
  );
  const words = current.name === current.identity ? current.name : `${current.name} · ${current.identity}`;

  const choose = (id: string): void => {
    if (goesOn) void become(id);
    else if (hasSession) void startPreview(id);
    else usePreview.setState({ testUserId: id });
  };
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <UnstyledButton className="test-user" disabled={isBusy}>
          <UserMark name={current.name} />
          <VisuallyHidden>Test user: </VisuallyHidden>
          <span className="dg-truncate">{words}</span>
          <IconChevronDown size={13} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className="test-users-menu">
        {users.size > 0 && <Menu.Label>{goesOn ? 'Go on as' : 'Talk as'}</Menu.Label>}
        {[...users.values()].map((user) => (
          <Menu.Item
            key={user.id}
            leftSection={<UserMark name={user.name} />}
            rightSection={user.id === current.id ? <IconCheck size={14} /> : null}
            onClick={() => choose(user.id)}
          >
            <span className="test-user__name dg-truncate">{user.name}</span>
            <span className="test-user__identity">
              {user.identity}
              {user.channel === 'email' ? ', by e-mail' : ''}
            </span>
          </Menu.Item>
        ))}
        {users.size > 0 && <Menu.Divider />}
        <Menu.Item leftSection={<IconUsers size={16} />} onClick={() => openSettings('test-users')}>
          Manage test users
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function UserMark({ name }: { readonly name: string }): ReactElement {
  return (
    <span className="avatar" aria-hidden="true">
      {name.trim().charAt(0).toUpperCase()}
    </span>
  );
}
