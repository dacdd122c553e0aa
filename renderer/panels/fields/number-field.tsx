import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

/** An empty field means "none" where the setting allows that; else the last number stays. */
export function NumberField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <NumberInput
      id={useFieldId(path)}
      value={typeof value === 'number' ? value : ''}
      {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
      onChange={(next) => {
        if (typeof next === 'number') onChange(next, { path, label: meta.label });
        else if (next === '' && allowsNull(field.schema)) onChange(null, { path, label: meta.label });
      }}
    />
  );
}
