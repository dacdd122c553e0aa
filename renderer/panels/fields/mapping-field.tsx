import { type ReactElement, useMemo } from 'react';
import type { FieldMeta } from '#shared/model/field.ts';
import { faceOfParameter, type Parameter } from '#shared/model/parameter.ts';
import { parameterValuesSchema } from '#shared/model/parameter-values.ts';
import type { ProjectIndex } from '../../state/project-index.ts';
import { useIndex } from '../../state/project-store.ts';
import type { FieldProps } from './field-props.ts';
import { FieldFrame, useFieldId } from './field-frame.tsx';
import { TemplateField } from './template-field.tsx';

/** A template for each parameter of the operation, or each input of the action, that is chosen beside it. */
export function MappingField(props: FieldProps): ReactElement {
  const { path, value, ofValue, onChange } = props;
  const frameId = useFieldId(path);
  const parameters = useIndex((index) => parametersOf(index, ofValue));
  const values = useMemo(() => parameterValuesSchema.safeParse(value).data ?? [], [value]);
  if (parameters.length === 0) {
    return (
      <p className="form__none">{ofValue === null ? 'Nothing is chosen above yet.' : 'It needs nothing.'}</p>
    );
  }
  const change = (id: string, text: string): readonly { id: string; value: string }[] => {
    const others = values.filter((one) => one.id !== id);
    if (text === '') return others;
    return values.some((one) => one.id === id)
      ? values.map((one) => (one.id === id ? { id, value: text } : one))
      : [...others, { id, value: text }];
  };
  return (
    <div className="mapping-field" role="group" aria-labelledby={`${frameId}-label`}>
      {parameters.map((parameter) => {
        const place = values.findIndex(({ id }) => id === parameter.id);
        const own = `${path}.${place === -1 ? parameter.id : place}.value`;
        const meta = metaOf(parameter);
        return (
          <FieldFrame key={parameter.id} meta={meta} path={own}>
            <TemplateField
              {...props}
              meta={meta}
              path={own}
              value={values[place]?.value ?? ''}
              onChange={(next, by) => {
                if (typeof next !== 'string') return;
                onChange(change(parameter.id, next), { ...by, path: `${path}.${parameter.id}` });
              }}
            />
          </FieldFrame>
        );
      })}
    </div>
  );
}

const none: readonly Parameter[] = [];

function parametersOf(
  { operations, actions }: ProjectIndex,
  id: FieldProps['ofValue'],
): readonly Parameter[] {
  if (typeof id !== 'string') return none;
  return operations.get(id)?.parameters ?? actions.get(id)?.inputs ?? none;
}

function metaOf(parameter: Parameter): FieldMeta {
  const { note = '' } = faceOfParameter(parameter);
  const help = parameter.description.trim();
  return {
    label: parameter.name,
    input: 'template',
    help: help === '' ? note : `${note} · ${help}`,
    filledIn: 'What it is given',
  };
}
