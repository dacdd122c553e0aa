import { Textarea } from '@mantine/core';
import type { KeyboardEvent, ReactElement } from 'react';
import { fieldId } from './field-frame.tsx';
import { type FieldProps, textOf } from './field-props.ts';

/** Plain code: Tab indents, Shift+Tab takes it back, Escape then Tab leaves the field. */
export function CodeField({ meta, path, value, onChange }: FieldProps): ReactElement {
  const change = (text: string): void => onChange(text, { path, label: meta.label });
  return (
    <Textarea
      id={fieldId(path)}
      className="code-field"
      value={textOf(value)}
      autosize
      minRows={8}
      maxRows={30}
      spellCheck={false}
      autoComplete="off"
      wrap="off"
      onKeyDown={(event) => onKeyDown(event, change)}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

const indent = '  ';

function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>, change: (text: string) => void): void {
  const area = event.currentTarget;
  if (event.key === 'Escape') {
    area.dataset['isLeaving'] = '';
    return;
  }
  if (event.key !== 'Tab' || area.dataset['isLeaving'] !== undefined) {
    delete area.dataset['isLeaving'];
    return;
  }
  event.preventDefault();
  const { selectionStart, selectionEnd, value } = area;
  const lineStart = value.lastIndexOf('\n', selectionStart - 1) + 1;
  if (event.shiftKey) {
    if (!value.startsWith(indent, lineStart)) return;
    area.setRangeText('', lineStart, lineStart + indent.length, 'preserve');
  } else {
    area.setRangeText(indent, selectionStart, selectionEnd, 'end');
  }
  change(area.value);
}
