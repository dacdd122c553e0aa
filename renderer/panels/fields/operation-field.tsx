import { Select } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { ProjectIndex } from '../../state/project-index.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

/** Something that can be done with a connected service, by services. What no longer exists stays and says so. */
export function OperationField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const integrations = useIndex((index) => index.integrations);
  const operations = useIndex((index) => index.operations);
  const chosen = textOf(value);
  const groups = useMemo(
    () => groupsOf(integrations, operations, chosen),
    [integrations, operations, chosen],
  );
  return (
    <Select
      id={id}
      data={groups}
      value={chosen === '' ? null : chosen}
      placeholder={groups.length === 0 ? 'No integration has an operation yet' : 'Choose what to do'}
      searchable={operations.size > 8}
      limit={200}
      clearable={allowsNull(field.schema)}
      nothingFoundMessage="Nothing by that name"
      onChange={(next) => onChange(next, { path, label: meta.label })}
    />
  );
}

interface Group {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
}

function groupsOf(
  integrations: ProjectIndex['integrations'],
  operations: ProjectIndex['operations'],
  chosen: string,
): Group[] {
  const groups = [...integrations.values()].map(({ id, name }): Group => ({
    group: name,
    items: [...operations.values()]
      .filter(({ integrationId }) => integrationId === id)
      .map((operation) => ({
        value: operation.id,
        label: operation.isEnabled ? operation.name : `${operation.name} (switched off)`,
        disabled: !operation.isEnabled,
      })),
  }));
  const isGone = chosen !== '' && !operations.has(chosen);
  return [
    ...groups.filter(({ items }) => items.length > 0),
    ...(isGone ? [{ group: 'Gone', items: [{ value: chosen, label: 'No longer exists' }] }] : []),
  ];
}
