import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Integration } from '#shared/model/entities/integration.ts';
import { limits } from '#shared/model/limits.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { changeIntegration, isNameTaken } from './integration-commands.ts';

export function NamePart({ integration: { id, name } }: { readonly integration: Integration }): ReactElement {
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const isTaken = useIndex((index) => isNameTaken(index, id, name));
  return (
    <TextInput
      label="Name"
      value={name}
      maxLength={limits.name}
      disabled={isReadOnly}
      error={isTaken ? 'Another integration has this name. Choose another one.' : undefined}
      data-first-focus
      onChange={({ currentTarget: { value } }) => {
        if (value.trim() !== '') run((index) => changeIntegration(index, id, { name: value }, 'name'));
      }}
    />
  );
}
