import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

export function SelectField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <Select
      id={useFieldId(path)}
      data={[...(meta.options ?? [])]}
      value={textOf(value)}
      onChange={(next) => {
        if (next !== null) onChange(next, { path, label: meta.label });
      }}
    />
  );
}
