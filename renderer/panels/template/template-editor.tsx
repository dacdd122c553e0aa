// A text with variables, in CodeMirror. The project keeps its value and its undo.
// Invariant: what is shown is `value`; typing reports the whole text, and a `value` from elsewhere changes only what differs.
import { startCompletion } from '@codemirror/autocomplete';
import { standardKeymap } from '@codemirror/commands';
import { Annotation, Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder as placeholderText, tooltips } from '@codemirror/view';
import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { AvailableValue } from '../values/available-values.ts';
import { DelayedReport } from '../delayed-report.ts';
import { chips, type Doubt, setDoubt } from './chips.ts';
import { difference } from './difference.ts';
import { editorTheme } from './editor-theme.ts';
import { suggestions } from './suggestions.ts';

export interface TemplateEditorProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder: string;
  readonly isReadOnly: boolean;
  /** A short text, such as the words of an option. */
  readonly isShort: boolean;
  available(): readonly AvailableValue[];
  /** Asked a moment after the text changed. */
  doubt(): Doubt;
  onChange(value: string): void;
}

const fromOutside = Annotation.define<boolean>();
const doubtDelay = 300;

export function TemplateEditor(props: TemplateEditorProps): ReactElement {
  const { value, isReadOnly } = props;
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const reporting = useRef<DelayedReport>(null);
  const current = useRef(props);
  const editable = useRef(new Compartment());

  useEffect(() => {
    current.current = props;
  });

  useEffect(() => {
    if (holder.current === null) return undefined;
    const { id, label, placeholder } = current.current;
    const report = new DelayedReport(
      current.current.value,
      () => made.state.doc.toString(),
      (text) => current.current.onChange(text),
    );
    const made = new EditorView({
      parent: holder.current,
      state: EditorState.create({
        doc: current.current.value,
        extensions: [
          editable.current.of(editing(current.current.isReadOnly)),
          keymap.of(standardKeymap),
          EditorView.lineWrapping,
          chips,
          suggestions(() => current.current.available()),
          tooltips({ position: 'fixed', parent: document.body }),
          placeholderText(placeholder),
          EditorView.contentAttributes.of({ id, 'aria-label': label, spellcheck: 'true', autocorrect: 'on' }),
          editorTheme,
          EditorView.domEventHandlers({
            blur: () => report.flush(),
            // Undo of the project comes next, perhaps.
            keydown: (event) => {
              if (event.ctrlKey || event.metaKey) report.flush();
              return false;
            },
          }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(fromOutside) === true))
              return;
            report.flush();
          }),
        ],
      }),
    });
    view.current = made;
    reporting.current = report;
    return () => {
      report.flush();
      view.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    view.current?.dispatch({ effects: editable.current.reconfigure(editing(isReadOnly)) });
  }, [isReadOnly]);

  useEffect(() => {
    if (view.current === null) return undefined;
    const change =
      reporting.current?.isNews(value) === true
        ? difference(view.current.state.doc.toString(), value)
        : undefined;
    if (change !== undefined) {
      view.current.dispatch({ changes: change, annotations: fromOutside.of(true) });
    }
    const timer = window.setTimeout(() => {
      view.current?.dispatch({ effects: setDoubt.of(current.current.doubt()) });
    }, doubtDelay);
    return () => window.clearTimeout(timer);
  }, [value]);

  const insert = (): void => {
    if (view.current === null) return;
    view.current.focus();
    startCompletion(view.current);
  };

  return (
    <div className={`template-editor${props.isShort ? ' template-editor--short' : ''}`}>
      <div ref={holder} className="template-editor__text" />
      {!isReadOnly && (
        <ActionIcon
          className="template-editor__add"
          size={20}
          aria-label="Insert a value"
          title="Insert a value"
          onMouseDown={(event) => event.preventDefault()}
          onClick={insert}
        >
          <IconPlus size={13} stroke={2} />
        </ActionIcon>
      )}
    </div>
  );
}

const editing = (isReadOnly: boolean) => [
  EditorState.readOnly.of(isReadOnly),
  EditorView.editable.of(!isReadOnly),
];
