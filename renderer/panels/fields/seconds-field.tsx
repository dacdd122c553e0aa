import { NumberInput, Select } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useFieldId } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

const units = [
  { value: '1', label: 'seconds' },
  { value: '60', label: 'minutes' },
  { value: '3600', label: 'hours' },
  { value: '86400', label: 'days' },
];

/** A length of time, kept in seconds and shown in the largest unit that divides it, or in the one that is being used. */
export function SecondsField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  const seconds = typeof value === 'number' ? value : null;
  const [chosen, setChosen] = useState<number | null>(null);
  const unit = chosen !== null && (seconds ?? 0) % chosen === 0 ? chosen : largestUnit(seconds);
  const canBeNone = allowsNull(field.schema);
  const change = { path, label: meta.label };
  return (
    <div className="seconds-field">
      <NumberInput
        id={useFieldId(path)}
        value={seconds === null ? '' : seconds / unit}
        min={0}
        placeholder={canBeNone ? 'never' : '0'}
        onChange={(next) => {
          // The unit stays while a number is typed: on the way to 605 it must not turn 60 into 1 minute.
          setChosen(unit);
          if (typeof next === 'number') onChange(Math.round(next * unit), change);
          else if (next === '' && canBeNone) onChange(null, change);
        }}
      />
      <Select
        aria-label={`${meta.label}: unit`}
        data={units}
        value={String(unit)}
        onChange={(next) => {
          const nextUnit = Number(next);
          setChosen(nextUnit);
          if (seconds !== null) onChange(Math.round((seconds / unit) * nextUnit), change);
        }}
      />
    </div>
  );
}

function largestUnit(seconds: number | null): number {
  if (seconds === null || seconds === 0) return 1;
  return Number(units.findLast(({ value }) => seconds % Number(value) === 0)?.value ?? 1);
}
