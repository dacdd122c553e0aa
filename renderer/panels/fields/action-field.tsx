import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { openActions } from '../../actions/screen-store.ts';
import { useIndex } from '../../state/project-store.ts';
import { type FieldProps, textOf } from './field-props.ts';
import { ReferenceSelect } from './reference-select.tsx';

/** One action, and the way to it. */
export function ActionField(props: FieldProps): ReactElement {
  const actions = useIndex((index) => index.actions);
  const chosen = textOf(props.value);
  const choices = [...actions.values()].map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="linked-field">
      <ReferenceSelect
        of={props}
        choices={choices}
        placeholder={choices.length === 0 ? 'There are no actions yet' : 'Choose an action'}
      />
      <Button
        className="linked-field__link"
        variant="subtle"
        size="compact-xs"
        leftSection={<IconBolt size={13} />}
        onClick={() =>
          openActions(
            actions.has(chosen)
              ? { kind: 'action', actionId: chosen }
              : { kind: actions.size === 0 ? 'new' : 'all' },
          )
        }
      >
        {actions.has(chosen)
          ? 'Open the action'
          : actions.size === 0
            ? 'Make the first action'
            : 'All actions'}
      </Button>
    </div>
  );
}
