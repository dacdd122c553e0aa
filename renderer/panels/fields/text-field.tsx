import { Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { isInItem } from './form-schema.ts';

export function TextField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <TextInput
      id={useFieldId(path)}
      value={textOf(value)}
      spellCheck={false}
      {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
      onChange={(event) => onChange(event.currentTarget.value, { path, label: meta.label })}
    />
  );
}

/** Several lines of plain text. */
export function MultilineField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <Textarea
      id={useFieldId(path)}
      value={textOf(value)}
      autosize
      minRows={isInItem(path) ? 1 : 2}
      maxRows={16}
      {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
      onChange={(event) => onChange(event.currentTarget.value, { path, label: meta.label })}
    />
  );
}
