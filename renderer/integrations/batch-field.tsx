// Which list of an operation may hold what several conversations ask for at the same time, so that they are one request.
import { Select } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Operation } from '#shared/model/entities/operation.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';

interface BatchFieldProps {
  readonly operation: Operation;
  readonly isReadOnly: boolean;
  readonly onChange: (next: JsonObject, by: FieldChange) => void;
}

/** Nothing for operations that take no list. */
export function BatchField({ operation, isReadOnly, onChange }: BatchFieldProps): ReactElement | null {
  const { parameters, batchParameterId } = operation;
  const lists = parameters.filter(({ type, name }) => type === 'list' && name.trim() !== '');
  if (lists.length === 0) return null;
  return (
    <Select
      label="Send calls together"
      description="Calls that differ in this list alone go out as one when they are made at the same time; each gets its part of the answer."
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder="Each by itself"
      data={lists.map(({ id, name }) => ({ value: id, label: name }))}
      value={lists.some(({ id }) => id === batchParameterId) ? batchParameterId : null}
      clearable
      disabled={isReadOnly}
      onChange={(next) =>
        onChange(
          { batchParameterId: next },
          { path: 'batchParameterId', label: 'batch', edit: 'Change what is sent together' },
        )
      }
    />
  );
}
