// The query builder's controls, in the look of the other fields.
import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactElement, use, useState } from 'react';
import { conditionDepth } from '#shared/model/condition.ts';
import { isArgsName } from '#shared/model/args-name.ts';
import { currentProject } from '../../state/project-store.ts';
import { knownArgs } from '../values/known-args.ts';
import { firstUpper, wordsOf } from '../values/value-words.ts';
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
  groupedFields,
  type Named,
  namedOperatorsOf,
  takesValue,
} from './condition-fields.ts';
import { combinatorAt } from './condition-query.ts';
import { FormContext } from './form-context.ts';

function FieldSelector(props: FieldSelectorProps): ReactElement {
  const { value = '', path, handleOnChange, disabled = false } = props;
  const { stepId } = use(FormContext);
  const joint = jointOf(props.context, path);
  const [known, setKnown] = useState(() => knownValues(stepId));
  // Who writes a name keeps writing it, even when it becomes one that is known.
  const [isWriting, setWriting] = useState(false);
  const isKnown = !isWriting && known.some(({ name }) => name === value);
  const field = conditionFieldOf(value);
  const isOpen = !isKnown && field?.name.endsWith('.') === true;
  const shown = isKnown ? value : (field?.name ?? value);
  const groups = groupedFields(known);
  return (
    <>
      <span className="condition__joint">{joint}</span>
      <NativeSelect
        className="condition__field"
        aria-label="What to compare"
        data={[
          ...groups.map(({ group, items }) => ({ group, items: [...items] })),
          ...(field === undefined ? [{ value, label: value }] : []),
        ]}
        value={shown}
        disabled={disabled}
        onFocus={() => setKnown(knownValues(stepId))}
        onChange={(event) => {
          setWriting(event.currentTarget.value.endsWith('.'));
          handleOnChange(event.currentTarget.value);
        }}
      />
      {isOpen && (
        <TextInput
          className="condition__name"
          aria-label="Name of the value"
          placeholder={field.placeholder ?? ''}
          value={value.slice(field.name.length)}
          disabled={disabled}
          spellCheck={false}
          onChange={(event) => {
            setWriting(true);
            handleOnChange(`${field.name}${event.currentTarget.value.trim()}`);
          }}
        />
      )}
    </>
  );
}

/** The word before a row, so that rows read as a sentence. */
function jointOf(context: unknown, path: readonly number[]): string {
  const position = path.at(-1) ?? 0;
  if (position === 0) return 'When';
  return combinatorAt(context, path) === 'or' ? 'or' : 'and';
}

/** Names that earlier steps put in `args`, as rows can ask about them. */
export function knownValues(stepId: string): readonly Named[] {
  const project = currentProject();
  if (project === null) return [];
  return [...knownArgs(project.index, stepId).writers.keys()].filter(isArgsName).map((name) => ({
    name: `args.${name}`,
    label: firstUpper(wordsOf(`args.${name}`)),
  }));
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
  const text = ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
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
      placeholder={isNumeric(operator) ? 'number' : 'value'}
      inputMode={isNumeric(operator) ? 'decimal' : 'text'}
      value={text}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

const isNumeric = (operator: string): boolean => /^(?:greater|less)/u.test(operator);

function CombinatorSelector({
  value,
  rules,
  handleOnChange,
  disabled = false,
}: CombinatorSelectorProps): ReactElement | null {
  if (rules.length < 2 && value?.endsWith('-not') !== true) return null;
  return (
    <NativeSelect
      className="condition__combinator"
      aria-label="How many must hold"
      size="xs"
      data={[
        { value: 'and', label: 'All of these hold' },
        { value: 'or', label: 'Any of these holds' },
        { value: 'or-not', label: 'None of these holds' },
        { value: 'and-not', label: 'Not all of these hold' },
      ]}
      value={value ?? 'and'}
      disabled={disabled}
      onChange={(event) => handleOnChange(event.currentTarget.value)}
    />
  );
}

/** `deepest`: the innermost group that still gets the button. */
function adder(words: string, deepest: number) {
  return function Adder({ handleOnClick, level, disabled = false }: ActionProps): ReactElement | null {
    if (level > deepest) return null;
    return (
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<IconPlus size={12} stroke={2.2} />}
        disabled={disabled}
        onClick={(event) => {
          handleOnClick(event);
          focusNewRow(event.currentTarget);
        }}
      >
        {words}
      </Button>
    );
  };
}

/** Whoever adds a row goes on writing in it. */
function focusNewRow(button: HTMLElement): void {
  const group = button.closest('.ruleGroup');
  requestAnimationFrame(() =>
    [...(group?.querySelectorAll<HTMLElement>('.condition__field select') ?? [])].at(-1)?.focus(),
  );
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
  addRuleAction: adder('Condition', conditionDepth),
  addGroupAction: adder('Group', conditionDepth - 2),
  removeRuleAction: remover('Remove condition'),
  removeGroupAction: remover('Remove group'),
};
