// The look of a template field, in the tokens of the app.
import { EditorView } from '@codemirror/view';

export const editorTheme = EditorView.theme({
  '&': { fontSize: '13px', color: 'var(--text)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: '1.6', maxHeight: '320px', overflow: 'auto' },
  '.cm-content': { padding: '5px 0', minHeight: '52px', caretColor: 'var(--text)' },
  '.template-editor--short & .cm-content': { minHeight: '0' },
  '.cm-line': { padding: '0 26px 0 10px' },
  '.cm-placeholder': { color: 'var(--faint)' },
  // Caret and selection are the browser's: drawn by the editor, they cost several frames for each letter.
  '.cm-content ::selection, .cm-content::selection': {
    background: 'color-mix(in srgb, var(--accent) 24%, transparent)',
  },
  '&.cm-tooltip, .cm-tooltip': {
    zIndex: '500',
    border: '1px solid var(--line)',
    borderRadius: '10px',
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-float)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'inherit',
    fontSize: '13px',
    minWidth: '260px',
    maxWidth: '360px',
    maxHeight: '300px',
    padding: '4px',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'baseline',
    gap: '10px',
    padding: '5px 8px',
    borderRadius: '6px',
    lineHeight: '1.4',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > completion-section': {
    display: 'block',
    borderBottom: '0',
    padding: '8px 8px 3px',
    paddingLeft: '8px',
    opacity: '1',
    color: 'var(--muted)',
    fontSize: '11px',
    fontWeight: '600',
    letterSpacing: '0.02em',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent-soft)',
    color: 'var(--accent-text)',
  },
  '.cm-completionLabel': { flex: 'none' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '650' },
  '.template-suggestions__sample': {
    marginLeft: 'auto',
    minWidth: '0',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: 'var(--muted)',
    fontSize: '12px',
  },
  '.cm-tooltip.cm-completionInfo': { padding: '8px 10px', maxWidth: '220px', fontSize: '12px' },
  '.cm-completionInfo code': { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '11.5px' },
  '.cm-completionInfo p': { margin: '4px 0 0', color: 'var(--muted)' },
});
