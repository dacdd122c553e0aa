// The list that `{{` opens: what this step's templates can name, by the words people use.
// Invariant: what is available is worked out when the list opens, and not while the author types on.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
  type CompletionResult,
  completionStatus,
  acceptCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import { type Extension, Prec } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { type AvailableValue, valueGroups } from '../values/available-values.ts';
import { sampleText } from '../values/sample-text.ts';

export function suggestions(available: () => readonly AvailableValue[]): Extension {
  const source = (context: CompletionContext): CompletionResult | null => {
    const begun = context.matchBefore(begunVariable);
    if (begun === null && !context.explicit) return null;
    const from =
      begun === null ? context.pos : begun.from + (/^\{\{-?\s*/u.exec(begun.text)?.[0].length ?? 0);
    return {
      from,
      options: available().map((value, position) => ({
        ...optionOf(value),
        boost: Math.max(-99, 99 - position),
      })),
      validFor: /^[\w. -]*$/u,
    };
  };
  return [
    autocompletion({
      override: [source],
      icons: false,
      closeOnBlur: true,
      // It would ask, and draw the field once more, at every letter.
      activateOnTyping: false,
      interactionDelay: 0,
      maxRenderedOptions: 200,
      tooltipClass: () => 'template-suggestions',
      addToOptions: [{ position: 80, render: sampleOf }],
    }),
    EditorView.updateListener.of(({ view, state, transactions }) => {
      if (!transactions.some((one) => one.isUserEvent('input.type')) || completionStatus(state) !== null)
        return;
      const { head } = state.selection.main;
      const line = state.doc.lineAt(head);
      if (begunVariable.test(line.text.slice(0, head - line.from))) startCompletion(view);
    }),
    Prec.highest(keymap.of([...completionKeymap, { key: 'Tab', run: acceptCompletion }])),
  ];
}

const begunVariable = /\{\{-?\s*[\w. -]*$/u;

const sections = new Map(valueGroups.map((name, rank) => [name, { name, rank }]));

interface ValueCompletion extends Completion {
  readonly value: AvailableValue;
}

function optionOf(value: AvailableValue): ValueCompletion {
  const section = sections.get(value.group);
  return {
    // What is typed is looked for in both, the words and the path.
    label: `${value.words} ${value.path}`,
    displayLabel: value.words,
    value,
    ...(section === undefined ? {} : { section }),
    info: () => infoOf(value),
    apply: (view, _completion, from, to) => insertVariable(view, value.path, from, to),
  };
}

/** Puts `{{path}}` in the place of what was typed of it, with its brackets where they are there. */
function insertVariable(view: EditorView, path: string, from: number, to: number): void {
  const { doc } = view.state;
  const before = /\{\{-?\s*$/u.exec(doc.sliceString(Math.max(0, from - 10), from))?.[0].length ?? 0;
  const after =
    before === 0 ? 0 : (/^[\w.]*\s*(?:-?\}\})?/u.exec(doc.sliceString(to, to + 200))?.[0].length ?? 0);
  const rest = before === 0 ? '' : doc.sliceString(to, to + after);
  const end = rest.endsWith('}}') ? to + after : to;
  const insert = `{{${path}}}`;
  view.dispatch({
    changes: { from: from - before, to: end, insert },
    selection: { anchor: from - before + insert.length },
    userEvent: 'input.complete',
    scrollIntoView: true,
  });
}

function isValueCompletion(completion: Completion): completion is ValueCompletion {
  return 'value' in completion;
}

function sampleOf(completion: Completion): HTMLElement | null {
  const sample = isValueCompletion(completion) ? completion.value.sample : undefined;
  if (sample === undefined || sample === null || sample === '') return null;
  const shown = document.createElement('span');
  shown.className = 'template-suggestions__sample';
  shown.textContent = sampleText(sample);
  return shown;
}

function infoOf({ path, about }: AvailableValue): HTMLElement {
  const info = document.createElement('div');
  const code = document.createElement('code');
  code.textContent = `{{${path}}}`;
  const words = document.createElement('p');
  words.textContent = about;
  info.append(code, words);
  return info;
}
