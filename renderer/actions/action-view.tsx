// One action: the form of all that is set about it, and beside it what the AI reads and where it is used.
import { TextInput } from '@mantine/core';
import { type ReactElement, type ReactNode, useCallback, useMemo } from 'react';
import type { z } from 'zod';
import { type Action, actionSchema } from '#shared/model/entities/action.ts';
import { limits } from '#shared/model/limits.ts';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import type { FieldChange } from '../panels/fields/field-props.ts';
import { type FieldIssue, FormContext } from '../panels/fields/form-context.ts';
import { SchemaForm } from '../panels/fields/schema-form.tsx';
import { useFieldMark } from '../state/go-to.ts';
import { run, useIndex, useProject } from '../state/project-store.ts';
import { Part } from '../ui/part.tsx';
import { ActionAside } from './action-aside.tsx';
import { changeAction, isNameTaken } from './action-commands.ts';
import { useActionProblems } from './action-problems.ts';
import { TypeSettings } from './type-settings.tsx';

const forms = {
  words: actionSchema.pick({ description: true, trigger: true, examples: true }),
  inputs: actionSchema.pick({ inputs: true }),
  rules: actionSchema.pick({ permission: true, prerequisites: true, effect: true, confirmation: true }),
  messages: actionSchema.pick({
    successMessage: true,
    failureMessage: true,
    confirmMessage: true,
    changeMessage: true,
    waitingMessage: true,
    refusedMessage: true,
    yesLabel: true,
    noLabel: true,
    changeLabel: true,
    cancelLabel: true,
  }),
  limits: actionSchema.pick({ timeoutSeconds: true, cacheSeconds: true, isCacheShared: true }),
} as const satisfies Record<string, z.ZodObject>;

export function ActionView({ action }: { readonly action: Action }): ReactElement {
  const { id, name } = action;
  const isReadOnly = useProject(({ readOnly }) => readOnly !== null);
  const isTaken = useIndex((index) => isNameTaken(index, id, name));
  const problems = useActionProblems(id);
  const context = useMemo(() => {
    const issues = new Map<string, FieldIssue[]>();
    for (const { field, severity, message } of problems) {
      issues.set(field ?? '', [...(issues.get(field ?? '') ?? []), { severity, message }]);
    }
    return { stepId: id, workflowId: '', isReadOnly, issues };
  }, [id, isReadOnly, problems]);
  const json = useMemo(() => jsonObjectSchema.parse(action), [action]);
  useFieldMark(id, nothing);

  const change = useCallback(
    (next: JsonObject, by: FieldChange): void =>
      run((index) => {
        const current = index.actions.get(id);
        // What the form lets one write in between, such as no seconds at all, is no action.
        const read = actionSchema.safeParse({ ...current, ...next });
        return read.success ? changeAction(index, read.data, by) : null;
      }),
    [id],
  );
  const form = (of: keyof typeof forms): ReactElement => (
    <SchemaForm schema={forms[of]} value={json} path="" onChange={change} />
  );
  return (
    <FormContext value={context}>
      <div className="action-view">
        <div className="action-view__form" data-fields-of={id}>
          <Part title="What it is">
            <TextInput
              label="Name"
              value={name}
              maxLength={limits.name}
              disabled={isReadOnly}
              error={isTaken ? 'Another action has this name. Choose another one.' : undefined}
              data-first-focus
              onChange={({ currentTarget: { value } }) => {
                if (value.trim() !== '') change({ name: value }, { path: 'name', label: 'name' });
              }}
            />
            {form('words')}
          </Part>
          <Part title="What it needs to know">{form('inputs')}</Part>
          <Part title="How it is done">
            <TypeSettings action={action} onChange={change} />
          </Part>
          <Part title="Who may have it done">{form('rules')}</Part>
          <Part title="What the customer reads">{form('messages')}</Part>
          <Folded title="Time limit and kept results">{form('limits')}</Folded>
        </div>
        <ActionAside action={action} problems={problems} />
      </div>
    </FormContext>
  );
}

function nothing(): void {
  // Its fields are on the screen already.
}

function Folded({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <details className="part part--folded">
      <summary>{title}</summary>
      {children}
    </details>
  );
}
