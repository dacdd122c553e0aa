import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { convertValue, typeOfValue, type ValueType } from './kept-value.ts';

const types: readonly { readonly value: ValueType; readonly label: string }[] = [
  { value: 'text', label: 'text' },
  { value: 'number', label: 'number' },
  { value: 'fact', label: 'yes/no' },
];

/** A text, a number or yes/no. */
export function KeptValueField(props: FieldProps): ReactElement {
  const { meta, path, value, onChange } = props;
  const change = { path, label: meta.label };
  return (
    <div className="kept-value">
      <ValueInput {...props} />
      <NativeSelect
        className="kept-value__type"
        aria-label="Type of the value"
        data={[...types]}
        value={typeOfValue(value)}
        onChange={(event) => {
          const type = types.find((one) => one.value === event.currentTarget.value)?.value ?? 'text';
          onChange(convertValue(value, type), { ...change, path: `${path}:type` });
        }}
      />
    </div>
  );
}

function ValueInput({ meta, path, value, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const change = { path, label: meta.label };
  switch (typeOfValue(value)) {
    case 'number':
      return (
        <NumberInput
          id={id}
          value={typeof value === 'number' ? value : 0}
          hideControls
          onChange={(next) => {
            if (typeof next === 'number') onChange(next, change);
          }}
        />
      );
    case 'fact':
      return (
        <NativeSelect
          id={id}
          data={['yes', 'no']}
          value={value === true ? 'yes' : 'no'}
          onChange={(event) => onChange(event.currentTarget.value === 'yes', change)}
        />
      );
    default:
      return (
        <TextInput
          id={id}
          value={textOf(value)}
          {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value, change)}
        />
      );
  }
}
