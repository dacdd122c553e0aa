import { Select } from '@mantine/core';
import { type ReactElement, use, useMemo } from 'react';
import type { ProjectIndex } from '../../state/project-index.ts';
import { useIndex } from '../../state/project-store.ts';
import { hasInput, summaryOf, titleOf } from '../../state/step-kinds.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { FormContext } from './form-context.ts';
import { allowsNull } from './form-schema.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const nothingChosen: Readonly<Record<string, string>> = {
  assistant: 'The main assistant',
  workflow: 'Choose a workflow',
  step: 'Choose a step',
};

/** A workflow, a step of this workflow, or an assistant. What no longer exists stays and says so. */
export function EntityField({ field, meta, path, value, onChange }: FieldProps): ReactElement {
  const { workflowId } = use(FormContext);
  const chosen = textOf(value);
  // Only what is chosen from: a letter in another field changes the index, and not these.
  const entities = useIndex((index) => {
    if (meta.input === 'workflow') return index.workflows;
    return meta.input === 'assistant' ? index.assistants : null;
  });
  const steps = useIndex((index) => (entities === null ? index : null));
  const choices = useMemo(
    () => (steps === null ? named(entities?.values() ?? []) : stepChoices(steps, workflowId)),
    [entities, steps, workflowId],
  );
  const isGone = chosen !== '' && choices.every((choice) => choice.value !== chosen);
  return (
    <Select
      id={useFieldId(path)}
      data={isGone ? [...choices, { value: chosen, label: 'No longer exists' }] : [...choices]}
      value={chosen === '' ? null : chosen}
      placeholder={nothingChosen[meta.input] ?? ''}
      searchable={choices.length > 8}
      clearable={allowsNull(field.schema)}
      nothingFoundMessage="Nothing by that name"
      onChange={(next) => onChange(next, { path, label: meta.label })}
    />
  );
}

function stepChoices(index: ProjectIndex, workflowId: string): readonly Choice[] {
  const choices = [...(index.stepIdsByWorkflow.get(workflowId) ?? [])].flatMap((id) => {
    const step = index.steps.get(id);
    if (step === undefined || !hasInput(step)) return [];
    const name = step.name?.trim() ?? '';
    const label = name === '' ? `${titleOf(step)} – ${summaryOf(index, step)}` : name;
    return [{ value: id, label }];
  });
  return choices.toSorted((one, other) => one.label.localeCompare(other.label));
}

function named(entities: Iterable<{ readonly id: string; readonly name: string }>): readonly Choice[] {
  return [...entities].map(({ id, name }) => ({ value: id, label: name }));
}
