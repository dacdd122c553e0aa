// The part of regular expressions that a state machine can follow: characters, `.`, classes, `\d \w \s \b`, `^ $`,
// groups, `|`, `* + ? {n} {n,} {n,m}`. Look-around and back-references are refused with words.
// Lazy marks (`*?`) are read and change nothing, since only whether something matches is asked.
import { AppError } from '#shared/errors/app-error.ts';

export type PatternNode =
  | { readonly type: 'read'; readonly accepts: (character: string) => boolean }
  | { readonly type: 'assert'; readonly holds: (before: string, after: string) => boolean }
  | { readonly type: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly type: 'either'; readonly items: readonly PatternNode[] }
  | {
      readonly type: 'repeat';
      readonly item: PatternNode;
      readonly least: number;
      readonly most: number | undefined;
    };

const maxRepeat = 200;
const maxDepth = 20;

const isDigit = (character: string): boolean => /^\d$/u.test(character);
const isWord = (character: string): boolean => /^[\p{L}\p{N}_]$/u.test(character);
const isSpace = (character: string): boolean => /^\s$/u.test(character);
const not =
  (accepts: (character: string) => boolean) =>
  (character: string): boolean =>
    !accepts(character);

const classes: ReadonlyMap<string, (character: string) => boolean> = new Map([
  ['d', isDigit],
  ['D', not(isDigit)],
  ['w', isWord],
  ['W', not(isWord)],
  ['s', isSpace],
  ['S', not(isSpace)],
]);
const controls: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const isEdge = (before: string, after: string): boolean => isWord(before) !== isWord(after);

/** Letters in `pattern` must be lower case already, escapes excepted. Throws `STEP_SETTINGS_INVALID`. */
export function parsePattern(pattern: string): PatternNode {
  const reader = new PatternReader(pattern);
  const node = reader.either(0);
  if (!reader.isAtEnd()) throw refused('has a “)” without its “(”');
  return node;
}

function refused(what: string): AppError {
  return new AppError(
    'STEP_SETTINGS_INVALID',
    `This pattern ${what}. Correct it, or use “contains” with plain words instead.`,
  );
}

class PatternReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#characters = Array.from(pattern);
  }

  isAtEnd(): boolean {
    return this.#at >= this.#characters.length;
  }

  either(depth: number): PatternNode {
    if (depth > maxDepth) throw refused('has too many groups inside each other');
    const items = [this.#sequence(depth)];
    while (this.#take('|')) items.push(this.#sequence(depth));
    const [only] = items;
    return items.length === 1 && only !== undefined ? only : { type: 'either', items };
  }

  #sequence(depth: number): PatternNode {
    const items: PatternNode[] = [];
    while (!this.isAtEnd() && this.#peek() !== '|' && this.#peek() !== ')') items.push(this.#repeated(depth));
    return { type: 'sequence', items };
  }

  #repeated(depth: number): PatternNode {
    let item = this.#atom(depth);
    for (let range = this.#range(); range !== undefined; range = this.#range()) {
      if (item.type === 'assert') throw refused('repeats “^”, “$” or “\\b”, which stand for a place');
      item = { type: 'repeat', item, ...range };
      this.#take('?');
    }
    return item;
  }

  #range(): { least: number; most: number | undefined } | undefined {
    if (this.#take('*')) return { least: 0, most: undefined };
    if (this.#take('+')) return { least: 1, most: undefined };
    if (this.#take('?')) return { least: 0, most: 1 };
    const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/u.exec(
      this.#characters.slice(this.#at, this.#at + 12).join(''),
    );
    if (counted === null) return undefined;
    this.#at += counted[0].length;
    const least = Number(counted[1]);
    const most = counted[2] === undefined ? least : counted[3] === '' ? undefined : Number(counted[3]);
    if (least > maxRepeat || (most ?? 0) > maxRepeat || (most !== undefined && most < least)) {
      throw refused(`repeats a part more than ${maxRepeat} times, or has its numbers in the wrong order`);
    }
    return { least, most };
  }

  #atom(depth: number): PatternNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return { type: 'read', accepts: this.#set() };
      case '.':
        return { type: 'read', accepts: (read) => read !== '\n' };
      case '^':
        return { type: 'assert', holds: (before) => before === '' };
      case '$':
        return { type: 'assert', holds: (_before, after) => after === '' };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw refused(`has a “${character}” with nothing before it to repeat`);
      default:
        return { type: 'read', accepts: (read) => read === character };
    }
  }

  #group(depth: number): PatternNode {
    if (this.#take('?') && !this.#take(':')) {
      throw refused('looks ahead or behind or names a group, which is not supported');
    }
    const node = this.either(depth + 1);
    if (!this.#take(')')) throw refused('has a “(” without its “)”');
    return node;
  }

  #escape(): PatternNode {
    const character = this.#next();
    if (character === 'b') return { type: 'assert', holds: isEdge };
    if (character === 'B') return { type: 'assert', holds: (before, after) => !isEdge(before, after) };
    return { type: 'read', accepts: this.#escaped(character) };
  }

  #escaped(character: string): (read: string) => boolean {
    const named = classes.get(character);
    if (named !== undefined) return named;
    const control = controls.get(character);
    if (control === undefined && /[\p{L}\p{N}]/u.test(character)) {
      throw refused(`has “\\${character}”, which is not supported`);
    }
    const literal = control ?? character;
    return (read) => read === literal;
  }

  #set(): (character: string) => boolean {
    const isNegated = this.#take('^');
    const accepts: ((character: string) => boolean)[] = [];
    while (!this.#take(']')) {
      if (this.isAtEnd()) throw refused('has a “[” without its “]”');
      const first = this.#next();
      if (first === '\\') {
        accepts.push(this.#escaped(this.#next()));
      } else if (this.#peek() === '-' && this.#characters[this.#at + 1] !== ']') {
        this.#at += 1;
        accepts.push(inRange(first, this.#next()));
      } else {
        accepts.push((read) => read === first);
      }
    }
    const isIn = (read: string): boolean => accepts.some((accept) => accept(read));
    return isNegated ? not(isIn) : isIn;
  }

  #peek(): string | undefined {
    return this.#characters[this.#at];
  }

  #take(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #next(): string {
    const character = this.#peek();
    if (character === undefined) throw refused('ends too early');
    this.#at += 1;
    return character;
  }
}

function inRange(first: string, last: string): (read: string) => boolean {
  const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  if (from > to) throw refused(`has the range “${first}-${last}” in the wrong order`);
  return (read) => {
    const point = read.codePointAt(0) ?? -1;
    return point >= from && point <= to;
  };
}
