import { type ReactElement, use, useMemo } from 'react';
import type { ProjectIndex } from '../../state/project-index.ts';
import { useIndex } from '../../state/project-store.ts';
import { hasInput, summaryOf, titleOf } from '../../state/step-kinds.ts';
import type { FieldProps } from './field-props.ts';
import { FormContext } from './form-context.ts';
import { ReferenceSelect } from './reference-select.tsx';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const nothingChosen: Readonly<Record<string, string>> = {
  assistant: 'The main assistant',
  workflow: 'Choose a workflow',
  step: 'Choose a step',
};

/** A workflow, a step of this workflow, or an assistant. */
export function EntityField(props: FieldProps): ReactElement {
  const { meta } = props;
  const { workflowId } = use(FormContext);
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
  return <ReferenceSelect of={props} choices={choices} placeholder={nothingChosen[meta.input] ?? ''} />;
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
