import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Organization } from '#shared/model/entities/test-user.ts';
import { limits } from '#shared/model/limits.ts';
import { newId } from '../../state/new-id.ts';
import { AttributesEditor } from './attributes-editor.tsx';

/** As many as a test user may have. */
const most = 20;

interface OrganizationsEditorProps {
  readonly organizations: readonly Organization[];
  onChange(organizations: readonly Organization[], field: string): void;
}

export function OrganizationsEditor({ organizations, onChange }: OrganizationsEditorProps): ReactElement {
  const change = (old: Organization, part: Partial<Organization>, field: string): void =>
    onChange(
      organizations.map((each) => (each === old ? { ...each, ...part } : each)),
      `${old.internalId}:${field}`,
    );
  const add = (): void => {
    const organization = { internalId: newId('organization'), externalId: '', name: 'Company', attrs: null };
    onChange([...organizations, organization], 'organizations');
  };
  return (
    <div className="attributes">
      {organizations.map((organization, place) => (
        <div
          key={organization.internalId}
          className="organization"
          role="group"
          aria-label={`Organization ${place + 1}`}
        >
          <div className="organization__head">
            <TextInput
              label="Name"
              value={organization.name}
              maxLength={limits.name}
              onChange={({ currentTarget: { value } }) => change(organization, { name: value }, 'name')}
            />
            <TextInput
              label="Number"
              value={organization.externalId}
              maxLength={limits.name}
              onChange={({ currentTarget: { value } }) =>
                change(organization, { externalId: value }, 'number')
              }
            />
            <ActionIcon
              size={30}
              aria-label={`Remove organization ${organization.name}`}
              onClick={() =>
                onChange(
                  organizations.filter((each) => each !== organization),
                  'organizations',
                )
              }
            >
              <IconTrash size={15} />
            </ActionIcon>
          </div>
          <AttributesEditor
            owner={organization.name}
            attributes={organization.attrs ?? {}}
            onChange={(attrs, field) => change(organization, { attrs }, field)}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={13} />}
        disabled={organizations.length >= most}
        onClick={add}
      >
        Add organization
      </Button>
    </div>
  );
}
