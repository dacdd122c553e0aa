import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

interface ReferenceSelectProps {
  readonly of: FieldProps;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** While nothing is chosen. */
  readonly placeholder: string;
}

/** One thing of the project. What no longer exists stays and says so. */
export function ReferenceSelect({ of, choices, placeholder }: ReferenceSelectProps): ReactElement {
  const { field, meta, path, value, onChange } = of;
  const chosen = textOf(value);
  const isGone = chosen !== '' && choices.every((choice) => choice.value !== chosen);
  return (
    <Select
      id={useFieldId(path)}
      data={isGone ? [...choices, { value: chosen, label: 'No longer exists' }] : [...choices]}
      value={chosen === '' ? null : chosen}
      placeholder={placeholder}
      searchable={choices.length > 8}
      clearable={allowsNull(field.schema)}
      nothingFoundMessage="Nothing by that name"
      onChange={(next) => onChange(next, { path, label: meta.label })}
    />
  );
}
