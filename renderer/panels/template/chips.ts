// Shows variables in the text as chips with the names people give them, and underlines what is wrong.
// Invariants: the text itself is never changed by how it is shown; a variable in which the cursor stands is shown as
// written, so that everything can be edited.
import {
  type EditorState,
  type Extension,
  type Range,
  RangeSet,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap, WidgetType } from '@codemirror/view';
import { wordsOf } from '../values/value-words.ts';
import { type TemplateToken, templateTokens } from './template-tokens.ts';

/** What is doubtful about a variable at this step, such as a name that nothing before it writes. */
export type Doubt = (path: string) => string | undefined;

export const setDoubt = StateEffect.define<Doubt>();

const noDoubt: Doubt = () => undefined;

interface Shown {
  readonly doubt: Doubt;
  readonly tokens: readonly TemplateToken[];
  readonly decorations: DecorationSet;
  readonly atoms: RangeSet<Decoration>;
}

const shownField = StateField.define<Shown>({
  create: (state) => show(state, noDoubt, templateTokens(state.doc.toString())),
  update(shown, transaction) {
    const doubts = transaction.effects.filter((effect) => effect.is(setDoubt));
    const doubt = doubts.at(-1)?.value ?? shown.doubt;
    if (transaction.docChanged) {
      return show(transaction.state, doubt, templateTokens(transaction.state.doc.toString()));
    }
    if (doubts.length === 0 && transaction.selection === undefined) return shown;
    return show(transaction.state, doubt, shown.tokens);
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ decorations }) => decorations),
    EditorView.atomicRanges.of((view) => view.state.field(field).atoms),
  ],
});

function show(state: EditorState, doubt: Doubt, tokens: readonly TemplateToken[]): Shown {
  const { head } = state.selection.main;
  const all: Range<Decoration>[] = [];
  const atoms: Range<Decoration>[] = [];
  for (const token of tokens) {
    const { from, to, kind, path } = token;
    const isOpen = head > from && (head < to || (kind === 'unclosed' && head === to));
    const problem = token.problem ?? (path === undefined ? undefined : doubt(path));
    if (path !== undefined && !isOpen) {
      const chip = Decoration.replace({ widget: new Chip(path, token.filters, problem) }).range(from, to);
      all.push(chip);
      atoms.push(chip);
      continue;
    }
    const isWrong = problem !== undefined && !isOpen;
    all.push(
      Decoration.mark({
        class: `template-code${isWrong ? ' template-code--wrong' : ''}`,
        ...(isWrong ? { attributes: { title: problem } } : {}),
      }).range(from, to),
    );
  }
  return { doubt, tokens, decorations: Decoration.set(all), atoms: RangeSet.of(atoms) };
}

class Chip extends WidgetType {
  readonly #path: string;
  readonly #filters: string;
  readonly #problem: string | undefined;

  constructor(path: string, filters: string, problem: string | undefined) {
    super();
    this.#path = path;
    this.#filters = filters;
    this.#problem = problem;
  }

  override eq(other: WidgetType): boolean {
    return (
      other instanceof Chip &&
      other.#path === this.#path &&
      other.#filters === this.#filters &&
      other.#problem === this.#problem
    );
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement('span');
    chip.className = `template-chip${this.#problem === undefined ? '' : ' template-chip--wrong'}`;
    chip.textContent = wordsOf(this.#path);
    chip.dataset['path'] = this.#path;
    chip.title = this.#problem ?? `{{${this.#path}}} – double-click or F2 to edit`;
    if (this.#filters !== '') {
      const filters = document.createElement('em');
      filters.textContent = this.#filters;
      chip.append(filters);
    }
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

/** Puts the cursor into the variable beside it, or into the one that is selected: then it is shown as written. */
function openChip({ state, dispatch }: EditorView): boolean {
  const { from, to } = state.selection.main;
  const token = state
    .field(shownField)
    .tokens.find((one) => one.path !== undefined && one.from <= to && one.to >= from);
  if (token === undefined) return false;
  dispatch(state.update({ selection: { anchor: token.to - 2 }, scrollIntoView: true }));
  return true;
}

const mouse = EditorView.domEventHandlers({
  mousedown(event, view) {
    const chip = event.target instanceof Element ? event.target.closest('.template-chip') : null;
    if (chip === null || event.button !== 0) return false;
    const at = view.posAtDOM(chip);
    const token = view.state.field(shownField).tokens.find(({ from, to }) => from <= at && to >= at);
    if (token === undefined) return false;
    event.preventDefault();
    view.focus();
    const selection = event.detail === 2 ? { anchor: token.to - 2 } : { anchor: token.from, head: token.to };
    view.dispatch({ selection });
    return true;
  },
});

export const chips: Extension = [shownField, mouse, keymap.of([{ key: 'F2', run: openChip }])];
