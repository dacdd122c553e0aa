// The form of any settings schema: one control per field, by the input that its metadata names.
import { memo, type ReactElement, useCallback, useEffect, useRef } from 'react';
import type { FieldInput } from '#shared/model/field.ts';
import type { Json, JsonObject } from '#shared/util/json.ts';
import { ActionField } from './action-field.tsx';
import { ActionsField } from './actions-field.tsx';
import { CodeField } from './code-field.tsx';
import { ConditionField } from './condition-field.tsx';
import { ConnectorsField } from './connectors-field.tsx';
import { DateTimeField } from './date-time-field.tsx';
import { EntityField } from './entity-field.tsx';
import { ExpressionField } from './expression-field.tsx';
import type { FieldChange, FieldProps, ObjectFormProps } from './field-props.ts';
import { FieldFrame } from './field-frame.tsx';
import { type FormField, fieldsOf, isShown, valueOf } from '#shared/model/form-fields.ts';
import { takesAnyPlain } from './form-schema.ts';
import { IntegrationField } from './integration-field.tsx';
import { KeptValueField } from './kept-value-field.tsx';
import { ListField } from './list-field.tsx';
import { MappingField } from './mapping-field.tsx';
import { ModelField } from './model-field.tsx';
import { NumberField } from './number-field.tsx';
import { OperationField } from './operation-field.tsx';
import { SourcesField } from './sources-field.tsx';
import { SecondsField } from './seconds-field.tsx';
import { SelectField } from './select-field.tsx';
import { SqlField } from './sql-field.tsx';
import { SwitchField } from './switch-field.tsx';
import { TemplateField } from './template-field.tsx';
import { MultilineField, TextField } from './text-field.tsx';
import { TypedValueField } from './typed-value-field.tsx';

const controls: Readonly<Record<Exclude<FieldInput, 'hidden'>, (props: FieldProps) => ReactElement | null>> =
  {
    text: TextField,
    multiline: MultilineField,
    template: TemplateField,
    number: NumberField,
    seconds: SecondsField,
    switch: SwitchField,
    select: SelectField,
    code: CodeField,
    condition: ConditionField,
    workflow: EntityField,
    step: EntityField,
    assistant: EntityField,
    model: ModelField,
    'date-time': DateTimeField,
    list: ListField,
    connectors: ConnectorsField,
    sources: SourcesField,
    action: ActionField,
    actions: ActionsField,
    integration: IntegrationField,
    operation: OperationField,
    mapping: MappingField,
    sql: SqlField,
    expression: ExpressionField,
    'typed-value': TypedValueField,
  };

/** Two of these in a list's item stand side by side. */
const shortInputs: ReadonlySet<FieldInput> = new Set(['text', 'template', 'number', 'select']);

export function SchemaForm({ schema, value, path, onChange }: ObjectFormProps): ReactElement {
  const fields = fieldsOf(schema);
  const shown = fields.filter((field) => isShown(value, field, fields));
  const advanced = shown.filter(({ meta }) => meta.isAdvanced === true);
  const isPair = path !== '' && shown.length === 2 && shown.every(({ meta }) => shortInputs.has(meta.input));
  const newest = useRef({ value, onChange });
  useEffect(() => {
    newest.current = { value, onChange };
  });
  // Always the same, so that a letter draws the field that it was written in, and no other.
  const changeField = useCallback((name: string, next: Json, change: FieldChange): void => {
    newest.current.onChange({ ...newest.current.value, [name]: next }, change);
  }, []);
  const draw = (field: FormField): ReactElement => (
    <Field
      key={field.name}
      field={field}
      path={path === '' ? field.name : `${path}.${field.name}`}
      value={valueOf(value, field)}
      ofValue={ofValue(value, field, fields)}
      changeField={changeField}
    />
  );
  return (
    <div className={`form${isPair ? ' form--columns' : ''}`}>
      {shown.filter(({ meta }) => meta.isAdvanced !== true).map(draw)}
      {advanced.length > 0 && (
        <details className="form__advanced">
          <summary>
            Advanced
            <span className="dg-truncate">{advanced.map(({ meta }) => meta.label).join(', ')}</span>
          </summary>
          <div className="form">{advanced.map(draw)}</div>
        </details>
      )}
    </div>
  );
}

interface OneFieldProps {
  readonly field: FormField;
  readonly path: string;
  readonly value: Json | undefined;
  readonly ofValue: Json | undefined;
  changeField(name: string, value: Json, change: FieldChange): void;
}

const Field = memo(function Field({ field, path, value, ofValue: besides, changeField }: OneFieldProps) {
  const { meta } = field;
  if (meta.input === 'hidden') return null;
  const Control =
    meta.input === 'text' && takesAnyPlain(field.schema) ? KeptValueField : controls[meta.input];
  return (
    <FieldFrame meta={meta} path={path}>
      <Control
        field={field}
        meta={meta}
        path={path}
        value={value}
        ofValue={besides}
        onChange={(next, change) => changeField(field.name, next, change)}
        renderForm={renderForm}
      />
    </FieldFrame>
  );
});

function ofValue(value: JsonObject, { meta }: FormField, fields: readonly FormField[]): Json | undefined {
  const other = fields.find(({ name }) => name === meta.of);
  return other === undefined ? undefined : valueOf(value, other);
}

const renderForm = (props: ObjectFormProps): ReactElement => <SchemaForm {...props} />;
