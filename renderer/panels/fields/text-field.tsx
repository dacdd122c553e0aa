import { Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { fieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

export function TextField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <TextInput
      id={fieldId(path)}
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
      id={fieldId(path)}
      value={textOf(value)}
      autosize
      minRows={path.includes('.') ? 1 : 2}
      maxRows={16}
      {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
      onChange={(event) => onChange(event.currentTarget.value, { path, label: meta.label })}
    />
  );
}
