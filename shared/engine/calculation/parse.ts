// Reads an expression of a calculation, such as `round(price * (1 - discount), 2)`, into a tree.
// Invariants: pure; at most `maxLength` characters and `maxDepth` levels; a tree can only name values and call the functions
// there are: nothing is assigned, defined, imported or evaluated from a text. Throws CALCULATION_FAILED with the place.
import { AppError } from '#shared/errors/app-error.ts';

export type Expression =
  | { readonly type: 'value'; readonly value: number | string | boolean | null }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'member'; readonly of: Expression; readonly name: string }
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | { readonly type: 'call'; readonly name: string; readonly given: readonly Expression[] }
  | { readonly type: 'unary'; readonly operator: '-' | '%' | 'not'; readonly of: Expression }
  | { readonly type: 'quantity'; readonly of: Expression; readonly unit: string }
  | { readonly type: 'convert'; readonly of: Expression; readonly unit: string }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly type: 'if';
      readonly test: Expression;
      readonly positive: Expression;
      readonly negative: Expression;
    };

export type BinaryOperator = (typeof levels)[number][number];

/** From the loosest to the tightest; operators of one level go from left to right. */
const levels = [['or'], ['and'], ['=', '!=', '<=', '>=', '<', '>'], ['+', '-'], ['*', '/']] as const;
const power = '^';
const spellings: ReadonlyMap<string, string> = new Map([
  ['==', '='],
  ['<>', '!='],
  ['≠', '!='],
  ['≤', '<='],
  ['≥', '>='],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['&&', 'and'],
  ['||', 'or'],
  ['!', 'not'],
]);

const maxLength = 2000;
const maxDepth = 60;

interface Token {
  readonly type: 'number' | 'text' | 'name' | 'mark' | 'end';
  readonly text: string;
  readonly at: number;
}

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|([\p{L}_][\p{L}\p{N}_]*)|(==|!=|<>|<=|>=|&&|\|\||[-+*/^%()[\],.?:=<>!≠≤≥×·÷−]))/uy;

export function parseExpression(source: string): Expression {
  if (source.trim() === '') throw wrong('There is nothing to calculate');
  if (source.length > maxLength) throw wrong(`The expression is longer than ${maxLength} characters`);
  if (source.includes('{{'))
    throw wrong('Names are written as they are here, such as price instead of {{args.price}}');
  const reader = new Reader(tokensOf(source));
  const expression = reader.expression(0);
  reader.end();
  return expression;
}

export function wrong(what: string, advice = 'Correct the expression.'): AppError {
  return new AppError('CALCULATION_FAILED', `${what}. ${advice}`);
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  for (;;) {
    const at = tokenPattern.lastIndex;
    const found = tokenPattern.exec(source);
    if (found === null) {
      if (source.slice(at).trim() === '') break;
      throw wrong(`“${source.slice(at).trim().slice(0, 12)}” cannot be understood here`);
    }
    const [, number, text, name, mark = ''] = found;
    if (number !== undefined) tokens.push({ type: 'number', text: number, at });
    else if (text !== undefined) tokens.push({ type: 'text', text: unquoted(text), at });
    else if (name !== undefined) tokens.push({ type: 'name', text: name, at });
    else tokens.push({ type: 'mark', text: spellings.get(mark) ?? mark, at });
  }
  return [...tokens, { type: 'end', text: '', at: source.length }];
}

const unquoted = (text: string): string => text.slice(1, -1).replaceAll(/\\(.)/gsu, '$1');

/** Words that stand for themselves and can be nobody's name. */
const words: ReadonlyMap<string, number | boolean | null> = new Map<string, number | boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['pi', Math.PI],
]);
const operatorWords: ReadonlySet<string> = new Set(['and', 'or', 'not', 'to']);

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#peek().type !== 'end') throw wrong(`“${this.#peek().text.slice(0, 40)}” is too much here`);
  }

  expression(depth: number): Expression {
    if (depth > maxDepth) throw wrong('The expression has too many parts inside each other');
    const test = this.#binary(0, depth);
    if (!this.#take('?')) return test;
    const positive = this.expression(depth + 1);
    this.#need(':');
    return { type: 'if', test, positive, negative: this.expression(depth + 1) };
  }

  #binary(level: number, depth: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary(depth);
    let left = this.#binary(level + 1, depth);
    for (;;) {
      // A sum as a whole is converted: `date("2026-12-24") - today() to day`.
      if (operators[0] === '+' && this.#take('to')) {
        left = { type: 'convert', of: left, unit: this.#name() };
        continue;
      }
      const operator = operators.find((each) => this.#take(each));
      if (operator === undefined) return left;
      left = { type: 'binary', operator, left, right: this.#binary(level + 1, depth) };
    }
  }

  #unary(depth: number): Expression {
    if (depth > maxDepth) throw wrong('The expression has too many parts inside each other');
    if (this.#take('-')) return { type: 'unary', operator: '-', of: this.#unary(depth + 1) };
    if (this.#take('+')) return this.#unary(depth + 1);
    if (this.#take('not')) return { type: 'unary', operator: 'not', of: this.#unary(depth + 1) };
    const base = this.#postfix(depth);
    if (!this.#take(power)) return base;
    return { type: 'call', name: 'pow', given: [base, this.#unary(depth + 1)] };
  }

  #postfix(depth: number): Expression {
    let of = this.#atom(depth);
    for (;;) {
      if (this.#take('.')) of = { type: 'member', of, name: this.#name() };
      else if (this.#take('%')) of = { type: 'unary', operator: '%', of };
      else if (this.#isUnit(of)) of = { type: 'quantity', of, unit: this.#next().text };
      else return of;
    }
  }

  /** A number right before a name is so much of it: `5 km`. */
  #isUnit(of: Expression): boolean {
    const { type, text } = this.#peek();
    return of.type === 'value' && typeof of.value === 'number' && type === 'name' && !operatorWords.has(text);
  }

  #atom(depth: number): Expression {
    const { type, text } = this.#next();
    if (type === 'number') return { type: 'value', value: Number(text) };
    if (type === 'text') return { type: 'value', value: text };
    if (type === 'name' && !operatorWords.has(text)) {
      if (this.#take('(')) return { type: 'call', name: text, given: this.#items(')', depth) };
      const value = words.get(text);
      return value === undefined ? { type: 'name', name: text } : { type: 'value', value };
    }
    if (text === '(') {
      const inner = this.expression(depth + 1);
      this.#need(')');
      return inner;
    }
    if (text === '[') return { type: 'list', items: this.#items(']', depth) };
    throw wrong(type === 'end' ? 'The expression ends too early' : `“${text}” cannot stand here`);
  }

  #items(close: string, depth: number): readonly Expression[] {
    const items: Expression[] = [];
    if (this.#take(close)) return items;
    do items.push(this.expression(depth + 1));
    while (this.#take(','));
    this.#need(close);
    return items;
  }

  #name(): string {
    const { type, text } = this.#next();
    if (type !== 'name') throw wrong(`A name is missing before “${text}”`);
    return text;
  }

  #need(mark: string): void {
    if (!this.#take(mark)) throw wrong(`“${mark}” is missing`);
  }

  #take(text: string): boolean {
    const token = this.#peek();
    if (token.text !== text || (token.type !== 'mark' && !operatorWords.has(token.text))) return false;
    if (token.type === 'text') return false;
    this.#at += 1;
    return true;
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { type: 'end', text: '', at: 0 };
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }
}
