import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

export function DateTimeField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <TextInput
      id={useFieldId(path)}
      type="datetime-local"
      value={textOf(value)}
      onChange={(event) => onChange(event.currentTarget.value, { path, label: meta.label })}
    />
  );
}
