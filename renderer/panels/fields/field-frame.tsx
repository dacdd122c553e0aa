import { Input } from '@mantine/core';
import { type ReactElement, type ReactNode, use } from 'react';
import type { FieldMeta } from '#shared/model/field.ts';
import { FormContext, useFieldIssues } from './form-context.ts';

interface FieldFrameProps {
  readonly meta: FieldMeta;
  readonly path: string;
  readonly children: ReactNode;
}

/** Label above, control, then what is wrong and the help text. Controls take their id from `useFieldId`. */
export function FieldFrame({ meta, path, children }: FieldFrameProps): ReactElement {
  const { isReadOnly } = use(FormContext);
  const id = useFieldId(path);
  const isGroup = ['list', 'condition', 'connectors', 'sources', 'actions', 'mapping'].includes(meta.input);
  const isEditor = meta.input === 'template' || meta.input === 'code';
  const label = (
    <Input.Label
      {...(isGroup || isEditor ? { labelElement: 'div' as const, id: `${id}-label` } : { htmlFor: id })}
      {...(isEditor ? { onClick: () => document.getElementById(id)?.focus() } : {})}
    >
      {meta.label}
    </Input.Label>
  );
  const isList = meta.input === 'list';
  const help = meta.help !== undefined && <p className="field__help">{meta.help}</p>;
  return (
    // Items of lists open also where nothing can be changed.
    <fieldset
      className={`field plain${meta.isHalf === true ? ' field--half' : ''}`}
      data-field={path}
      disabled={isReadOnly && !isList}
    >
      {meta.input !== 'switch' && label}
      {isList && help}
      {children}
      <FieldIssues path={path} />
      {!isList && help}
    </fieldset>
  );
}

/** What is wrong with a setting, said beside it. */
export function FieldIssues({ path }: { readonly path: string }): readonly ReactElement[] {
  return useFieldIssues(path).map(({ severity, message }) => (
    <p key={message} className={`field__issue severity severity--${severity}`} role="alert">
      {message}
    </p>
  ));
}

/** Unlike that of any other form on the screen. */
export function useFieldId(path: string): string {
  const { stepId } = use(FormContext);
  return `setting-${stepId}-${path.replaceAll('.', '-')}`;
}
