// Monaco as code steps need it: JavaScript alone, checked by TypeScript in a worker, in the colours of the app.
// Invariant: set up once, when the first code editor is shown; nothing here is part of the window's start.
import { editor, KeyCode, KeyMod, Uri } from 'monaco-editor/editor/editor.api.js';
import editorWorkerUrl from 'monaco-editor/editor/editor.worker.js?worker&url';
import 'monaco-editor/features/bracketMatching/register.js';
import 'monaco-editor/features/clipboard/register.js';
import 'monaco-editor/features/codeEditor/register.js';
import 'monaco-editor/features/codelens/register.js';
import 'monaco-editor/features/codicon/register.js';
import 'monaco-editor/features/comment/register.js';
import 'monaco-editor/features/dropOrPasteInto/register.js';
import 'monaco-editor/features/find/register.js';
import 'monaco-editor/features/format/register.js';
import 'monaco-editor/features/gotoError/register.js';
import 'monaco-editor/features/hover/register.js';
import 'monaco-editor/features/indentation/register.js';
import 'monaco-editor/features/linesOperations/register.js';
import 'monaco-editor/features/multicursor/register.js';
import 'monaco-editor/features/parameterHints/register.js';
import 'monaco-editor/features/smartSelect/register.js';
import 'monaco-editor/features/snippet/register.js';
import 'monaco-editor/features/suggest/register.js';
import 'monaco-editor/features/wordOperations/register.js';
import 'monaco-editor/languages/definitions/javascript/register.js';
import {
  javascriptDefaults,
  ModuleKind,
  ScriptTarget,
} from 'monaco-editor/languages/features/typescript/register.js';
import scriptWorkerUrl from 'monaco-editor/languages/features/typescript/ts.worker.js?worker&url';
import { lateWorker } from '../../state/late-part.ts';

globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    lateWorker(label === 'javascript' || label === 'typescript' ? scriptWorkerUrl : editorWorkerUrl, {
      type: 'module',
    }),
};

javascriptDefaults.setCompilerOptions({
  target: ScriptTarget.Latest,
  module: ModuleKind.ESNext,
  lib: ['es2023'],
  allowJs: true,
  checkJs: true,
  allowNonTsExtensions: true,
  noEmit: true,
  strict: false,
});
javascriptDefaults.setDiagnosticsOptions({
  noSemanticValidation: false,
  noSyntaxValidation: false,
  noSuggestionDiagnostics: true,
  // What only matters to people who write types: arithmetic on, and passing of, values of unknown type.
  diagnosticCodesToIgnore: [2322, 2345, 2362, 2363, 2365, 7044],
});

/** The types of `context` and `args` for the code that is edited now. */
export function setCodeTypes(types: string): void {
  javascriptDefaults.setExtraLibs([{ content: types, filePath: 'file:///dialogram-step.d.ts' }]);
}

const schemeAttribute = 'data-mantine-color-scheme';

/** Code is in the colours of the page, also when these change. Returns what ends that. */
export function followColors(): () => void {
  const observer = new MutationObserver(showColors);
  observer.observe(document.documentElement, { attributeFilter: [schemeAttribute] });
  showColors();
  return () => observer.disconnect();
}

/** A theme is made of the colours that the page has now. */
function showColors(): void {
  const isDark = document.documentElement.getAttribute(schemeAttribute) === 'dark';
  const style = getComputedStyle(document.documentElement);
  const color = (token: string): string => style.getPropertyValue(`--${token}`).trim();
  const word = (token: string): string => color(token).slice(1);
  const name = isDark ? 'dialogram-dark' : 'dialogram-light';
  editor.defineTheme(name, {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: word('text') },
      { token: 'invalid', foreground: word('group-data') },
      { token: 'comment', foreground: word('muted') },
      { token: 'keyword', foreground: word('accent-text') },
      { token: 'string', foreground: word('group-data') },
      { token: 'number', foreground: word('group-logic') },
      { token: 'regexp', foreground: word('group-people') },
      { token: 'type', foreground: word('group-trigger') },
    ],
    colors: {
      'editor.background': color('code'),
      'editor.foreground': color('text'),
      'editorLineNumber.foreground': color('faint'),
      'editorLineNumber.activeForeground': color('text'),
      'editorCursor.foreground': color('text'),
      'editor.selectionBackground': `${color('accent')}40`,
      'editorWidget.background': color('panel'),
      'editorWidget.border': color('line'),
      'editorHoverWidget.background': color('panel'),
      'editorHoverWidget.border': color('line'),
      'editorSuggestWidget.background': color('panel'),
      'editorSuggestWidget.border': color('line'),
      'editorSuggestWidget.selectedBackground': color('accent-soft'),
      'editorSuggestWidget.selectedForeground': color('accent-text'),
      'editorSuggestWidget.highlightForeground': color('accent-text'),
      'editorError.foreground': color('bad'),
      'editorWarning.foreground': color('warn'),
      focusBorder: color('accent'),
    },
  });
  editor.setTheme(name);
}

export { editor, KeyCode, KeyMod, Uri };
