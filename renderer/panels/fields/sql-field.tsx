import { Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

/** SQL as it is sent; values stand in it as `:name`. */
export function SqlField({ meta, path, value, onChange }: FieldProps): ReactElement {
  return (
    <Textarea
      id={useFieldId(path)}
      classNames={{ input: 'code-text' }}
      value={textOf(value)}
      autosize
      minRows={4}
      maxRows={20}
      spellCheck={false}
      {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
      onChange={(event) => onChange(event.currentTarget.value, { path, label: meta.label })}
    />
  );
}
