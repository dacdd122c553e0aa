import { Textarea, UnstyledButton } from '@mantine/core';
import { type ReactElement, use, useMemo, useRef } from 'react';
import { isArgsName } from '#shared/model/args-name.ts';
import { useIndex } from '../../state/project-store.ts';
import { knownArgs } from '../values/known-args.ts';
import { useFieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';
import { FormContext } from './form-context.ts';

/** An expression of a calculation, and the names that it can use, to be put where one writes. */
export function ExpressionField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const { stepId, isReadOnly } = use(FormContext);
  const index = useIndex((current) => current);
  const names = useMemo(
    () => [...knownArgs(index, stepId).writers.keys()].filter(isArgsName),
    [index, stepId],
  );
  const editor = useRef<HTMLTextAreaElement>(null);
  const text = textOf(value);
  const change = (next: string): void => onChange(next, { path, label: meta.label });
  const insert = (name: string): void => {
    const { selectionStart: from, selectionEnd: to } = editor.current ?? {
      selectionStart: text.length,
      selectionEnd: text.length,
    };
    change(`${text.slice(0, from)}${name}${text.slice(to)}`);
    const after = from + name.length;
    requestAnimationFrame(() => {
      editor.current?.focus();
      editor.current?.setSelectionRange(after, after);
    });
  };
  return (
    <>
      <Textarea
        ref={editor}
        id={useFieldId(path)}
        classNames={{ input: 'code-text' }}
        value={text}
        autosize
        minRows={2}
        maxRows={12}
        spellCheck={false}
        {...(meta.placeholder === undefined ? {} : { placeholder: meta.placeholder })}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {names.length > 0 && !isReadOnly && (
        <div className="name-chips" role="group" aria-label="Names to insert">
          {names.map((name) => (
            <UnstyledButton key={name} className="name-chips__chip" onClick={() => insert(name)}>
              {name}
            </UnstyledButton>
          ))}
        </div>
      )}
    </>
  );
}
