import { Select } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { Json } from '#shared/util/json.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

/** Something that can be done with the integration beside it, else with any. What no longer exists stays and says so. */
export function OperationField({ field, meta, path, value, ofValue, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const integrations = useIndex((index) => index.integrations);
  const operations = useIndex((index) => index.operations);
  const chosen = textOf(value);
  const only = meta.of === undefined ? undefined : textOf(ofValue);
  const groups = useMemo(
    () => groupsOf(integrations, operations, chosen, only),
    [integrations, operations, chosen, only],
  );
  return (
    <Select
      id={id}
      data={groups}
      value={chosen === '' ? null : chosen}
      placeholder={groups.length > 0 ? 'Choose what to do' : nothingToChoose(meta.of !== undefined, ofValue)}
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
  only: string | undefined,
): Group[] {
  const shown = [...integrations.values()].filter(({ id }) => only === undefined || id === only);
  const groups = shown.map(({ id, name }): Group => ({
    group: name,
    items: [...operations.values()]
      .filter(({ integrationId }) => integrationId === id)
      .map((operation) => ({
        value: operation.id,
        label: operation.isEnabled ? operation.name : `${operation.name} (switched off)`,
        disabled: !operation.isEnabled,
      })),
  }));
  const isThere = groups.some(({ items }) => items.some(({ value }) => value === chosen));
  const label = operations.has(chosen) ? 'Of another integration' : 'No longer exists';
  return [
    ...groups.filter(({ items }) => items.length > 0),
    ...(chosen === '' || isThere ? [] : [{ group: 'Not there', items: [{ value: chosen, label }] }]),
  ];
}

function nothingToChoose(isOfOne: boolean, integrationId: Json | undefined): string {
  if (!isOfOne) return 'No integration has an operation yet';
  return textOf(integrationId) === '' ? 'Choose the integration first' : 'It has no operation yet';
}
