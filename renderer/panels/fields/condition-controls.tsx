// The query builder's controls, in the look of the other fields.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type {
  ActionProps,
  CombinatorSelectorProps,
  ControlElementsProp,
  FieldSelectorProps,
  FullField,
  OperatorSelectorProps,
  ValueEditorProps,
} from 'react-querybuilder';
import {
  choicesOf,
  conditionFieldOf,
  conditionFields,
  namedOperatorsOf,
  takesValue,
} from './condition-fields.ts';

function FieldSelector({ value = '', handleOnChange, disabled = false }: FieldSelectorProps): ReactElement {
  const known = conditionFieldOf(value);
  const isOpen = known?.name.endsWith('.') === true;
  const options = conditionFields.map(({ name, label }) => ({ value: name, label }));
  return (
    <>
      <NativeSelect
        className="condition__field"
        aria-label="What to compare"
        data={known === undefined ? [...options, { value, label: value }] : options}
        value={known?.name ?? value}
        disabled={disabled}
        onChange={(event) => handleOnChange(event.currentTarget.value)}
      />
      {isOpen && (
        <TextInput
          className="condition__name"
          aria-label="Name of the value"
          placeholder={known.placeholder ?? ''}
          value={value.slice(known.name.length)}
          disabled={disabled}
          spellCheck={false}
          onChange={(event) => handleOnChange(`${known.name}${event.currentTarget.value.trim()}`)}
        />
      )}
    </>
  );
}

function OperatorSelector({
  field,
  value,
  handleOnChange,
  disabled = false,
}: OperatorSelectorProps): ReactElement {
  return (
    <NativeSelect
      className="condition__operator"
      aria-label="Comparison"
      data={namedOperatorsOf(field).map(({ name, label }) => ({ value: name, label }))}
      value={value ?? ''}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

function ValueEditor(props: ValueEditorProps): ReactElement | null {
  const { field, operator, handleOnChange, disabled = false } = props;
  const value: unknown = props.value;
  if (!takesValue(operator)) return null;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const choices = choicesOf(field);
  if (choices !== undefined) {
    return (
      <NativeSelect
        className="condition__value"
        aria-label="Value"
        data={choices.map(({ name, label }) => ({ value: name, label }))}
        value={text}
        disabled={disabled}
        onChange={(event) => handleOnChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      className="condition__value"
      aria-label="Value"
      placeholder="value"
      value={text}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

function CombinatorSelector({
  value,
  handleOnChange,
  disabled = false,
}: CombinatorSelectorProps): ReactElement {
  return (
    <NativeSelect
      className="condition__combinator"
      aria-label="How many must hold"
      size="xs"
      data={[
        { value: 'and', label: 'All hold' },
        { value: 'or', label: 'Any holds' },
      ]}
      value={value ?? 'and'}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

function adder(words: string) {
  return function Adder({ handleOnClick, disabled = false }: ActionProps): ReactElement {
    return (
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={12} stroke={2.2} />}
        disabled={disabled}
        onClick={(event) => handleOnClick(event)}
      >
        {words}
      </Button>
    );
  };
}

function remover(words: string) {
  return function Remover({ handleOnClick, disabled = false }: ActionProps): ReactElement {
    return (
      <ActionIcon size={22} aria-label={words} disabled={disabled} onClick={(event) => handleOnClick(event)}>
        <IconX size={13} />
      </ActionIcon>
    );
  };
}

export const conditionControls: ControlElementsProp<FullField, string> = {
  fieldSelector: FieldSelector,
  operatorSelector: OperatorSelector,
  valueEditor: ValueEditor,
  combinatorSelector: CombinatorSelector,
  addRuleAction: adder('Condition'),
  addGroupAction: adder('Group'),
  removeRuleAction: remover('Remove condition'),
  removeGroupAction: remover('Remove group'),
};
