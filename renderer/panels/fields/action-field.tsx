import { Button, Select } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { openActions } from '../../actions/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { allowsNull } from './form-schema.ts';

/** One action, and the way to it. What no longer exists stays and says so. */
export function ActionField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  const id = useFieldId(path);
  const actions = useIndex((index) => index.actions);
  const chosen = textOf(value);
  const isGone = chosen !== '' && !actions.has(chosen);
  const choices = [...actions.values()].map(({ id: actionId, name }) => ({ value: actionId, label: name }));
  return (
    <div className="linked-field">
      <Select
        id={id}
        data={isGone ? [...choices, { value: chosen, label: 'No longer exists' }] : choices}
        value={chosen === '' ? null : chosen}
        placeholder={choices.length === 0 ? 'There are no actions yet' : 'Choose an action'}
        searchable={choices.length > 8}
        clearable={allowsNull(field.schema)}
        nothingFoundMessage="Nothing by that name"
        onChange={(next) => onChange(next, { path, label: meta.label })}
      />
      <Button
        className="linked-field__link"
        variant="subtle"
        size="compact-xs"
        leftSection={<IconBolt size={13} />}
        onClick={() =>
          openActions(
            chosen === '' || isGone
              ? { kind: actions.size === 0 ? 'new' : 'all' }
              : { kind: 'action', actionId: chosen },
          )
        }
      >
        {chosen !== '' && !isGone
          ? 'Open the action'
          : actions.size === 0
            ? 'Make the first action'
            : 'All actions'}
      </Button>
    </div>
  );
}
