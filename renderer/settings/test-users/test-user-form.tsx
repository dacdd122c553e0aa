import { ActionIcon, Button, Input, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCopy, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { z } from 'zod';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import { limits } from '#shared/model/limits.ts';
import { changeTestUser, deleteTestUser, duplicateTestUser } from '../../commands/test-user-commands.ts';
import { newTestUserId } from '../../state/new-id.ts';
import { run, useProject } from '../../state/project-store.ts';
import { offerUndo } from '../../workflows/undo-notice.tsx';
import { AttributesEditor } from './attributes-editor.tsx';
import { identities, purposeOf } from './identities.ts';
import { OrganizationsEditor } from './organizations-editor.tsx';

const emailSchema = z.email();

interface TestUserFormProps {
  readonly user: TestUser;
  /** Another test user, or null for all of them. */
  onShow(id: string | null): void;
}

export function TestUserForm({ user, onShow }: TestUserFormProps): ReactElement {
  const { id, name, identity, email, externalId, channel, attrs, organizations } = user;
  const isReadOnly = useProject((project) => project.readOnly !== null);
  const change = (part: Partial<Omit<TestUser, 'id'>>, field: string): void =>
    run((index) => changeTestUser(index, id, part, field));
  const isKnown = identity !== 'anonymous';
  const hasWrongEmail = email !== null && !emailSchema.safeParse(email).success;
  return (
    <div className="stack">
      <PersonHead user={user} isReadOnly={isReadOnly} onShow={onShow} />
      <fieldset className="stack plain" disabled={isReadOnly}>
        <TextInput
          label="Name"
          description={isKnown ? undefined : 'For you alone: nobody knows the name of an anonymous customer.'}
          value={name}
          maxLength={limits.name}
          data-autofocus
          autoFocus
          onChange={({ currentTarget: { value } }) => change({ name: value }, 'name')}
        />
        <Input.Wrapper label="Identity" description={purposeOf(identity)} labelElement="div">
          <SegmentedControl
            fullWidth
            mt={6}
            size="xs"
            aria-label="Identity"
            disabled={isReadOnly}
            data={identities.map(({ id: value, label }) => ({ value, label }))}
            value={identity}
            onChange={(value) => {
              const known = identities.find((each) => each.id === value);
              if (known !== undefined) change({ identity: known.id }, 'identity');
            }}
          />
        </Input.Wrapper>
        <div className="form-pair">
          <TextInput
            label="E-mail"
            value={email ?? ''}
            maxLength={320}
            error={hasWrongEmail ? 'Write it like ada@example.com.' : undefined}
            onChange={({ currentTarget: { value } }) =>
              change({ email: value === '' ? null : value }, 'email')
            }
          />
          {isKnown && (
            <TextInput
              label="Customer number"
              value={externalId ?? ''}
              maxLength={limits.name}
              onChange={({ currentTarget: { value } }) =>
                change({ externalId: numberAs(externalId, value) }, 'externalId')
              }
            />
          )}
        </div>
        <Input.Wrapper label="Writes by" labelElement="div">
          <div>
            <SegmentedControl
              size="xs"
              aria-label="Writes by"
              disabled={isReadOnly}
              data={[
                { value: 'web', label: 'Web chat' },
                { value: 'email', label: 'E-mail' },
              ]}
              value={channel}
              onChange={(value) => change({ channel: value === 'email' ? 'email' : 'web' }, 'channel')}
            />
          </div>
        </Input.Wrapper>
        <Input.Wrapper
          label="Attributes"
          description="What your website knows about the customer, as in {{user.attrs.plan}}."
          labelElement="div"
        >
          <AttributesEditor
            owner={name}
            attributes={attrs}
            onChange={(next, field) => change({ attrs: next }, `attrs:${field}`)}
          />
        </Input.Wrapper>
        <Input.Wrapper
          label="Organizations"
          description="Companies or teams that the customer belongs to."
          labelElement="div"
        >
          <OrganizationsEditor
            organizations={organizations}
            onChange={(next, field) => change({ organizations: [...next] }, `organizations:${field}`)}
          />
        </Input.Wrapper>
      </fieldset>
    </div>
  );
}

function PersonHead({ user, isReadOnly, onShow }: TestUserFormProps & { readonly isReadOnly: boolean }) {
  const { id, name } = user;
  const duplicate = (): void => {
    const newId = newTestUserId();
    run((index) => duplicateTestUser(index, id, newId));
    onShow(newId);
  };
  const remove = (): void => {
    run((index) => {
      const command = deleteTestUser(index, id);
      if (command !== null) offerUndo(`“${name}” is deleted.`, command.label);
      return command;
    });
    onShow(null);
  };
  return (
    <div className="person-head">
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowLeft size={15} />}
        onClick={() => onShow(null)}
      >
        All test users
      </Button>
      <Tooltip label="Duplicate">
        <ActionIcon
          size={28}
          aria-label={`Duplicate test user ${name}`}
          disabled={isReadOnly}
          onClick={duplicate}
        >
          <IconCopy size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete">
        <ActionIcon size={28} aria-label={`Delete test user ${name}`} disabled={isReadOnly} onClick={remove}>
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

/** A number of a file that had it as one stays one. */
function numberAs(before: TestUser['externalId'], written: string): TestUser['externalId'] {
  if (written === '') return null;
  return typeof before === 'number' && /^\d{1,15}$/u.test(written) ? Number(written) : written;
}
