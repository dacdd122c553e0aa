import { Input } from '@mantine/core';
import { type ReactElement, type ReactNode, use } from 'react';
import type { FieldMeta } from '#shared/model/field.ts';
import { FormContext, useFieldIssues } from './form-context.ts';

interface FieldFrameProps {
  readonly meta: FieldMeta;
  readonly path: string;
  readonly children: ReactNode;
}

/** Label above, control, then what is wrong and the help text. Controls take their id from `fieldId`. */
export function FieldFrame({ meta, path, children }: FieldFrameProps): ReactElement {
  const issues = useFieldIssues(path);
  const { isReadOnly } = use(FormContext);
  const isGroup = meta.input === 'list' || meta.input === 'condition';
  const isEditor = meta.input === 'template' || meta.input === 'code';
  const label = (
    <Input.Label
      {...(isGroup || isEditor
        ? { labelElement: 'div' as const, id: `${fieldId(path)}-label` }
        : { htmlFor: fieldId(path) })}
      {...(isEditor ? { onClick: () => document.getElementById(fieldId(path))?.focus() } : {})}
    >
      {meta.label}
    </Input.Label>
  );
  return (
    <fieldset className="field plain" data-field={path} disabled={isReadOnly}>
      {meta.input !== 'switch' && label}
      {children}
      {issues.map(({ severity, message }) => (
        <p key={message} className={`field__issue severity severity--${severity}`} role="alert">
          {message}
        </p>
      ))}
      {meta.help !== undefined && <p className="field__help">{meta.help}</p>}
    </fieldset>
  );
}

export const fieldId = (path: string): string => `setting-${path.replaceAll('.', '-')}`;
