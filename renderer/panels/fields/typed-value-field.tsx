import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

const facts = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
];

/** A value of the type that the field beside it says; null while it is empty. */
export function TypedValueField({ meta, path, value, ofValue, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const change = { path, label: meta.label };
  const text = textOf(value);
  const placeholder = meta.placeholder === undefined ? {} : { placeholder: meta.placeholder };
  switch (ofValue) {
    case 'number':
      return (
        <NumberInput
          id={id}
          {...placeholder}
          value={text.trim() === '' || Number.isNaN(Number(text)) ? '' : Number(text)}
          onChange={(next) => onChange(next === '' ? null : Number(next), change)}
        />
      );
    case 'boolean':
      return (
        <Select
          id={id}
          {...placeholder}
          data={facts}
          clearable
          value={facts.some((fact) => fact.value === text) ? text : null}
          onChange={(next) => onChange(next === null ? null : next === 'true', change)}
        />
      );
    case 'list': {
      const lines = Array.isArray(value) ? value.map(textOf) : [];
      return (
        <Textarea
          id={id}
          placeholder="One in each line"
          autosize
          minRows={1}
          value={lines.join('\n')}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? null : currentTarget.value.split('\n'), change)
          }
        />
      );
    }
    default:
      return (
        <TextInput
          id={id}
          {...placeholder}
          value={text}
          spellCheck={false}
          onChange={({ currentTarget }) =>
            onChange(currentTarget.value === '' ? null : currentTarget.value, change)
          }
        />
      );
  }
}
