// The simulated customers of the project: as a list, or one of them in full. Each change is an edit.
import { Button, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import { addTestUser } from '../../commands/test-user-commands.ts';
import { newTestUserId } from '../../state/new-id.ts';
import { run, useIndex, useProject } from '../../state/project-store.ts';
import { identities, type Identity, purposeOf } from './identities.ts';
import { TestUserForm } from './test-user-form.tsx';

export function TestUsersSection(): ReactElement {
  const users = useIndex((index) => index.testUsers);
  const [openId, setOpenId] = useState<string | null>(null);
  /** Shown in full before: its row gets the focus back. */
  const [lastId, setLastId] = useState<string | null>(null);
  const open = users.get(openId ?? '');
  const show = (id: string | null): void => {
    setLastId(openId);
    setOpenId(id);
  };
  if (open !== undefined) return <TestUserForm key={open.id} user={open} onShow={show} />;
  return <TestUserList users={[...users.values()]} lastId={lastId} onShow={show} />;
}

interface TestUserListProps {
  readonly users: readonly TestUser[];
  readonly lastId: string | null;
  onShow(id: string): void;
}

function TestUserList({ users, lastId, onShow }: TestUserListProps): ReactElement {
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const add = (identity: Identity): void => {
    const id = newTestUserId();
    run((index) => addTestUser(index, id, identity));
    onShow(id);
  };
  return (
    <div className="stack">
      <p className="settings__hint">
        Customers to try the conversation as, in the preview and on the command line. They exist in this
        project alone.
      </p>
      {users.length === 0 && (
        <p className="people__none">
          There is no test user. The preview talks as an anonymous visitor until you add one.
        </p>
      )}
      <ul className="plain-list people" aria-label="Test users">
        {users.map((user) => (
          <li key={user.id}>
            <UnstyledButton className="person" autoFocus={user.id === lastId} onClick={() => onShow(user.id)}>
              <span className="avatar person__mark" aria-hidden="true">
                {user.name.trim().charAt(0).toUpperCase()}
              </span>
              <span className="person__words">
                <span className="person__name">
                  <b className="dg-truncate">{user.name}</b>
                  <span className={`identity identity--${user.identity}`}>{user.identity}</span>
                </span>
                <span className="person__purpose">{purposeOf(user.identity)}</span>
                <span className="person__facts dg-truncate">{factsOf(user)}</span>
              </span>
              <IconChevronRight size={16} aria-hidden="true" />
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <div>
        <Menu position="bottom-start" width={330}>
          <Menu.Target>
            <Button variant="default" size="sm" leftSection={<IconPlus size={14} />} disabled={isReadOnly}>
              Add test user
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {identities.map(({ id, label, purpose }) => (
              <Menu.Item key={id} onClick={() => add(id)}>
                {label}
                <span className="test-user__identity">{purpose}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
    </div>
  );
}

function factsOf({ email, channel, attrs, organizations }: TestUser): string {
  const facts = [
    email,
    channel === 'email' ? 'writes by e-mail' : null,
    ...Object.entries(attrs).map(([name, value]) => `${name}: ${value ?? 'empty'}`),
    ...organizations.map(({ name }) => name),
  ];
  return facts.filter((fact) => fact !== null && fact !== '').join(' · ');
}
