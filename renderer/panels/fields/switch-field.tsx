import { Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

export function SwitchField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <Switch
      id={useFieldId(path)}
      size="xs"
      label={meta.label}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked, { path, label: meta.label })}
    />
  );
}
