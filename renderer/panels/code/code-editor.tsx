// A script in Monaco. The project keeps its value and its undo.
// Invariants: what is shown is `value`; what comes from elsewhere is not reported back; leaving the field or Ctrl+S puts
// the code in order.
import { type ReactElement, useEffect, useRef } from 'react';
import { revert } from '../../commands/revert.ts';
import { DelayedReport } from '../delayed-report.ts';
import { difference } from '../template/difference.ts';
import { editor, followColors, KeyCode, KeyMod, setCodeTypes, Uri } from './monaco.ts';

export interface CodeEditorProps {
  /** Unique among the editors that are shown. */
  readonly modelId: string;
  readonly label: string;
  readonly value: string;
  readonly isReadOnly: boolean;
  /** Grows with its content up to this height; fills its place without. */
  readonly maxHeight?: number;
  types(): string;
  onChange(value: string): void;
}

const minHeight = 150;
const nothingYet = 'return {}';

export function CodeEditor(props: CodeEditorProps): ReactElement {
  const { modelId, value, isReadOnly } = props;
  const holder = useRef<HTMLDivElement>(null);
  const model = useRef<editor.ITextModel>(null);
  const shown = useRef<editor.IStandaloneCodeEditor>(null);
  const current = useRef(props);
  const reporting = useRef<DelayedReport>(null);
  const isApplying = useRef(false);

  useEffect(() => {
    current.current = props;
  });
  useEffect(followColors, []);

  useEffect(() => {
    const place = holder.current;
    if (place === null) return undefined;
    setCodeTypes(current.current.types());
    const uri = Uri.parse(`file:///${modelId}.js`);
    // The editor comes first: options of models are made from those of editors.
    const made = editor.create(place, {
      ...options,
      overflowWidgetsDomNode: widgetsPlace(),
      model: null,
      ariaLabel: current.current.label,
      readOnly: current.current.isReadOnly,
    });
    const text = editor.createModel(current.current.value, 'javascript', uri);
    text.updateOptions({ tabSize: 2, insertSpaces: true });
    made.setModel(text);
    // A function that gives nothing yet is written on from there.
    const start = text.getValue().indexOf(nothingYet);
    if (start !== -1) made.setPosition(text.getPositionAt(start + nothingYet.length - 1));
    const { maxHeight } = current.current;
    const fit = (): void => {
      if (maxHeight === undefined) return;
      const height = Math.min(maxHeight, Math.max(minHeight, made.getContentHeight()));
      place.style.height = `${height}px`;
      made.layout();
    };
    fit();
    made.onDidContentSizeChange(fit);
    const putInOrder = (): void => {
      if (!current.current.isReadOnly) void made.getAction('editor.action.formatDocument')?.run();
    };
    made.onDidBlurEditorWidget(putInOrder);
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyS, putInOrder);
    const revertAll = (isRedo: boolean): void => {
      reporting.current?.flush();
      void revert(isRedo);
    };
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyZ, () => revertAll(false));
    made.addCommand(KeyMod.CtrlCmd | KeyCode.KeyY, () => revertAll(true));
    made.addCommand(KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.KeyZ, () => revertAll(true));
    // Tab is for the code, so Escape is what leaves it.
    made.addCommand(KeyCode.Escape, () => focusBehind(place), nothingToClose);
    const report = new DelayedReport(
      current.current.value,
      () => text.getValue(),
      (next) => current.current.onChange(next),
    );
    text.onDidChangeContent(() => {
      if (!isApplying.current) report.changed();
    });
    made.onDidBlurEditorWidget(() => report.flush());
    reporting.current = report;
    model.current = text;
    shown.current = made;
    return () => {
      report.flush();
      made.dispose();
      text.dispose();
      model.current = null;
      shown.current = null;
    };
  }, [modelId]);

  useEffect(() => {
    shown.current?.updateOptions({ readOnly: isReadOnly });
  }, [isReadOnly]);

  useEffect(() => {
    const text = model.current;
    if (text === null || reporting.current?.isNews(value) !== true) return;
    const change = difference(text.getValue(), value.replaceAll('\r\n', '\n'));
    if (change === undefined) return;
    const from = text.getPositionAt(change.from);
    const to = text.getPositionAt(change.to);
    isApplying.current = true;
    text.applyEdits([
      {
        range: {
          startLineNumber: from.lineNumber,
          startColumn: from.column,
          endLineNumber: to.lineNumber,
          endColumn: to.column,
        },
        text: change.insert,
      },
    ]);
    isApplying.current = false;
  }, [value]);

  return <div ref={holder} className="code-editor" />;
}

/** While the editor shows something of its own, Escape closes that. */
const nothingToClose = [
  'suggestWidgetVisible',
  'parameterHintsVisible',
  'findWidgetVisible',
  'editorHoverVisible',
  'inSnippetMode',
  'editorHasMultipleSelections',
  'markersNavigationVisible',
]
  .map((shown) => `!${shown}`)
  .join(' && ');

/** The next control after the editor, in its field or dialog. */
function focusBehind(place: HTMLElement): void {
  const around = place.closest('[role="dialog"], [data-field]');
  const controls = around?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [];
  const next = [...controls].find(
    (control) =>
      (place.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !place.contains(control),
  );
  next?.focus();
}

/** Lists and hints stand above panels and dialogs alike. */
function widgetsPlace(): HTMLElement {
  const known = document.querySelector<HTMLElement>('body > .code-widgets');
  if (known !== null) return known;
  const made = document.createElement('div');
  made.className = 'code-widgets monaco-editor';
  document.body.append(made);
  return made;
}

const options: editor.IStandaloneEditorConstructionOptions = {
  accessibilitySupport: 'on',
  automaticLayout: true,
  bracketPairColorization: { enabled: false },
  codeLens: false,
  contextmenu: false,
  // Keys of the window look for a text field, which the newer way of input is not.
  editContext: false,
  dropIntoEditor: { enabled: false },
  fixedOverflowWidgets: true,
  folding: false,
  fontFamily: "ui-monospace, 'SF Mono', 'Cascadia Code', 'DejaVu Sans Mono', Menlo, monospace",
  fontSize: 12,
  glyphMargin: false,
  lightbulb: { enabled: editor.ShowLightbulbIconMode.Off },
  lineDecorationsWidth: 8,
  lineNumbersMinChars: 2,
  links: false,
  minimap: { enabled: false },
  overviewRulerLanes: 0,
  pasteAs: { enabled: false },
  padding: { top: 8, bottom: 8 },
  renderFinalNewline: 'on',
  renderLineHighlight: 'none',
  scrollBeyondLastLine: false,
  scrollbar: { alwaysConsumeMouseWheel: false, verticalScrollbarSize: 8, horizontalScrollbarSize: 8 },
  stickyScroll: { enabled: false },
  tabSize: 2,
  wordWrap: 'off',
};
