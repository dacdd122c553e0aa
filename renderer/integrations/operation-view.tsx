// One operation: what it sends, what of the answer is kept, and a try.
import { TextInput } from '@mantine/core';
import { type ReactElement, useCallback, useMemo } from 'react';
import type { Integration } from '#shared/model/entities/integration.ts';
import { type Operation, operationSchema } from '#shared/model/entities/operation.ts';
import { limits } from '#shared/model/limits.ts';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';
import { FormContext } from '../panels/fields/form-context.ts';
import { SchemaForm } from '../panels/fields/schema-form.tsx';
import { run, useProject } from '../state/project-store.ts';
import { DeleteButton } from '../ui/delete-button.tsx';
import { Part } from '../ui/part.tsx';
import { changeOperation } from './integration-commands.ts';
import { deleteOperation } from './integrations-actions.ts';
import { BatchField } from './batch-field.tsx';
import { SamplePart } from './sample-part.tsx';
import { TryOperation } from './try-operation.tsx';
import { Uses } from './uses.tsx';

const forms = {
  words: operationSchema.pick({ description: true }),
  request: operationSchema.pick({ method: true, path: true, bodyFormat: true, parameters: true }),
  rules: operationSchema.pick({ effect: true, permission: true, isEnabled: true }),
  answer: operationSchema.pick({ outputs: true }),
} as const;

interface OperationViewProps {
  readonly operation: Operation;
  readonly integration: Integration;
}

const noIssues = new Map();

export function OperationView({ operation, integration }: OperationViewProps): ReactElement {
  const { id, name } = operation;
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const context = useMemo(
    () => ({ stepId: id, workflowId: '', isReadOnly, issues: noIssues }),
    [id, isReadOnly],
  );
  const json = useMemo(() => jsonObjectSchema.parse(operation), [operation]);
  const change = useCallback(
    (next: JsonObject, by: FieldChange): void =>
      run((index) => {
        const read = operationSchema.safeParse({ ...index.operations.get(id), ...next });
        return read.success ? changeOperation(index, read.data, by) : null;
      }),
    [id],
  );
  const form = (of: keyof typeof forms): ReactElement => (
    <SchemaForm schema={forms[of]} value={json} path="" onChange={change} />
  );
  return (
    <FormContext value={context}>
      <div className="action-view">
        <div className="action-view__form">
          <Part title="What it is">
            <TextInput
              label="Name"
              value={name}
              maxLength={limits.name}
              disabled={isReadOnly}
              data-first-focus
              onChange={({ currentTarget: { value } }) => {
                if (value.trim() !== '') change({ name: value }, { path: 'name', label: 'name' });
              }}
            />
            {form('words')}
          </Part>
          <Part title="What is sent">
            {form('request')}
            <BatchField operation={operation} isReadOnly={isReadOnly} onChange={change} />
          </Part>
          <Part title="What is kept of the answer">
            {form('answer')}
            <SamplePart operation={operation} isReadOnly={isReadOnly} onChange={change} />
          </Part>
          <Part title="Who may use it">{form('rules')}</Part>
        </div>
        <div className="action-view__aside">
          <TryOperation
            operation={operation}
            integration={integration}
            onSample={
              isReadOnly ? null : (sample) => change({ sample }, { path: 'sample', label: 'sample answer' })
            }
          />
          <Part title="Used by">
            <Uses id={id} none="No action yet." />
          </Part>
          {!isReadOnly && <DeleteButton what="operation" onClick={() => deleteOperation(operation)} />}
        </div>
      </div>
    </FormContext>
  );
}
