// Patterns of `matches`: regular expressions that cannot take for ever, whatever a customer types.
// A pattern is compiled to a state machine and all its states are followed at once, so the time grows with
// text × pattern and never with the number of ways to match. JavaScript's RegExp backtracks, which one short pattern and
// one long message turn into hours.
// Invariants: upper and lower case are the same; the pattern may match anywhere; at most `maxStates` states and
// `maxText` characters of the text are looked at.
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import { type PatternNode, parsePattern } from './parse-pattern.ts';

const maxStates = 1000;
const maxText = limits.messageContent;
const cacheSize = 500;

/** What may follow a state without reading: other states, or a place in the text that must be a start, an end, a word's edge. */
type State =
  | { readonly type: 'read'; readonly accepts: (character: string) => boolean; readonly next: number }
  | { readonly type: 'split'; next: number[] }
  | { readonly type: 'assert'; readonly holds: (before: string, after: string) => boolean; next: number }
  | { readonly type: 'match' };

const cache = new Map<string, readonly State[] | AppError>();

/** Whether the pattern matches somewhere in the text. Throws `STEP_SETTINGS_INVALID` for a pattern that cannot be used. */
export function matchesPattern(pattern: string, text: string): boolean {
  const machine = cache.get(pattern) ?? keep(pattern);
  if (AppError.is(machine)) throw machine;
  return run(machine, Array.from(text.slice(0, maxText).toLowerCase()));
}

/** In plain words what is wrong with a pattern; undefined when it can be used. */
export function patternProblem(pattern: string): string | undefined {
  const machine = cache.get(pattern) ?? keep(pattern);
  return AppError.is(machine) ? machine.message : undefined;
}

function keep(pattern: string): readonly State[] | AppError {
  const oldest = cache.size >= cacheSize ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  const compiled = compile(pattern);
  cache.set(pattern, compiled);
  return compiled;
}

function compile(pattern: string): readonly State[] | AppError {
  try {
    if (pattern.length > limits.name * 5) throw new AppError('STEP_SETTINGS_INVALID', tooLong);
    const states: State[] = [];
    build(parsePattern(pattern.toLowerCase() === pattern ? pattern : lowerCase(pattern)), states);
    states.push({ type: 'match' });
    return states;
  } catch (thrown) {
    if (AppError.is(thrown)) return thrown;
    throw thrown;
  }
}

const tooLong = 'This pattern is too long. Shorten it, or use smaller numbers in its { }.';

/** Lower case, except for escapes, where the case has a meaning: \D is not \d. */
function lowerCase(pattern: string): string {
  return pattern.replaceAll(/\\.|[^\\]/gsu, (part) => (part.startsWith('\\') ? part : part.toLowerCase()));
}

/** Appends the states of a node; each leads to the state after the last one appended. */
function build(node: PatternNode, states: State[]): void {
  if (states.length > maxStates) throw new AppError('STEP_SETTINGS_INVALID', tooLong);
  switch (node.type) {
    case 'read':
      states.push({ type: 'read', accepts: node.accepts, next: states.length + 1 });
      return;
    case 'assert':
      states.push({ type: 'assert', holds: node.holds, next: states.length + 1 });
      return;
    case 'sequence':
      for (const item of node.items) build(item, states);
      return;
    case 'either': {
      const split: State & { type: 'split' } = { type: 'split', next: [] };
      const ends: (State & { type: 'split' })[] = [];
      states.push(split);
      for (const item of node.items) {
        split.next.push(states.length);
        build(item, states);
        const end: State & { type: 'split' } = { type: 'split', next: [] };
        ends.push(end);
        states.push(end);
      }
      for (const end of ends) end.next = [states.length];
      return;
    }
    case 'repeat': {
      for (let count = 0; count < node.least; count += 1) build(node.item, states);
      const optional = node.most === undefined ? 1 : node.most - node.least;
      const splits: (State & { type: 'split' })[] = [];
      for (let count = 0; count < optional; count += 1) {
        const at = states.length;
        const split: State & { type: 'split' } = { type: 'split', next: [at + 1] };
        splits.push(split);
        states.push(split);
        build(node.item, states);
        if (node.most === undefined) states.push({ type: 'split', next: [at] });
      }
      for (const split of splits) split.next.push(states.length);
      return;
    }
  }
}

function run(states: readonly State[], text: readonly string[]): boolean {
  let reached: readonly number[] = [];
  for (let at = 0; at <= text.length; at += 1) {
    const [before, after] = [text[at - 1] ?? '', text[at] ?? ''];
    // A match may begin at any place, hence the first state at every one.
    const waiting = [...reached, 0];
    const seen = new Uint8Array(states.length);
    const next: number[] = [];
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const state = states[index];
      if (state === undefined || seen[index] === 1) continue;
      seen[index] = 1;
      if (state.type === 'match') return true;
      if (state.type === 'split') waiting.push(...state.next);
      else if (state.type === 'assert' && state.holds(before, after)) waiting.push(state.next);
      else if (state.type === 'read' && after !== '' && state.accepts(after)) next.push(state.next);
    }
    reached = next;
  }
  return false;
}
