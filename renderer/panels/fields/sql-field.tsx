import { Textarea } from '@mantine/core';
import { type ReactElement, use, useRef } from 'react';
import { SqlHelp } from '../../integrations/sql-help.tsx';
import { useIndex } from '../../state/project-store.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** SQL as it is sent; values stand in it as `:name`. Beside it what the database has, and what the SQL gives. */
export function SqlField({ meta, path, value, ofValue, onChange }: FieldProps): ReactElement {
  const { isReadOnly } = use(FormContext);
  const text = useRef<HTMLTextAreaElement>(null);
  const database = useIndex(({ integrations }) => integrations.get(textOf(ofValue)));
  const change = (sql: string): void => onChange(sql, { path, label: meta.label });
  const insert = (word: string): void => {
    const { selectionStart: from = 0, selectionEnd: to = 0, value: sql = '' } = text.current ?? {};
    const gap = from === 0 || /[\s(.,]$/u.test(sql.slice(0, from)) ? '' : ' ';
    change(`${sql.slice(0, from)}${gap}${word}${sql.slice(to)}`);
    text.current?.focus();
  };
  return (
    <div className="sql-field">
      <Textarea
        ref={text}
        id={useFieldId(path)}
        classNames={{ input: 'code-text' }}
        value={textOf(value)}
        autosize
        minRows={4}
        maxRows={20}
        spellCheck={false}
        {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {database?.service.kind === 'database' && (
        <SqlHelp
          key={database.id}
          integrationId={database.id}
          sql={textOf(value)}
          insert={isReadOnly ? null : insert}
        />
      )}
    </div>
  );
}
