// Reads templates, once each: what they name, whether they are one expression, what is wrong with them.
// Invariants: a source is parsed once and kept in a bounded cache; parsing never runs anything.
import { LiquidError, Output, type Template, type Variable } from 'liquidjs';
import { AppError } from '#shared/errors/app-error.ts';
import { liquid } from './liquid.ts';
import { templateVariables } from './template-scope.ts';

/** A variable as a template writes it: `['args', 'plan']`. Parts that are only known when it runs end the list. */
export type VariablePath = readonly string[];

export interface ParsedTemplate {
  /** The text itself, when it has no `{{` or `{%` at all. */
  readonly plain: string | undefined;
  readonly parts: readonly Template[];
  /** The expression, when the template is exactly one: it can give a typed value. */
  readonly expression: Output | undefined;
  readonly variables: readonly VariablePath[];
  /** In words, for the trace: variables that do not exist. */
  readonly warnings: readonly string[];
  /** Needs the clock when it is rendered. */
  readonly readsClock: boolean;
  /** Exactly `{{args.content}}`: a prepared text, Markdown already. */
  readonly isPreparedText: boolean;
}

export type TemplateAnalysis =
  | { readonly ok: true; readonly variables: readonly VariablePath[] }
  /** What is wrong and what to do, for a person who does not program. */
  | { readonly ok: false; readonly message: string };

const cacheSize = 2000;
const cache = new Map<string, ParsedTemplate | AppError>();

/** Throws `TEMPLATE_INVALID` when the syntax is wrong. */
export function parseTemplate(source: string): ParsedTemplate {
  const parsed = cache.get(source) ?? keep(source);
  if (AppError.is(parsed)) throw parsed;
  return parsed;
}

/** What a template names, or what is wrong with it. For checks and editors. */
export function analyzeTemplate(source: string): TemplateAnalysis {
  const parsed = cache.get(source) ?? keep(source);
  return AppError.is(parsed)
    ? { ok: false, message: parsed.message }
    : { ok: true, variables: parsed.variables };
}

/** What is wrong with the name of a variable: an unknown root (an error), or an unknown name below a known one. */
export function unknownVariable(
  path: VariablePath,
): { readonly isRoot: boolean; readonly message: string } | undefined {
  const [root = '', member] = path;
  const members = templateVariables.get(root);
  if (members === undefined) {
    const known = [...templateVariables.keys()].join(', ');
    return { isRoot: true, message: `There is no variable “${root}”. Use one of: ${known}.` };
  }
  if (members === null || member === undefined || members.includes(member)) return undefined;
  return {
    isRoot: false,
    message: `“${root}” has no “${member}”. It has: ${members.join(', ')}.`,
  };
}

function keep(source: string): ParsedTemplate | AppError {
  const oldest = cache.size >= cacheSize ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  const parsed = parse(source);
  cache.set(source, parsed);
  return parsed;
}

function parse(source: string): ParsedTemplate | AppError {
  if (!source.includes('{{') && !source.includes('{%')) {
    return {
      plain: source,
      parts: [],
      expression: undefined,
      variables: [],
      warnings: [],
      readsClock: false,
      isPreparedText: false,
    };
  }
  try {
    const parts = liquid.parse(source);
    const variables = variablePaths(parts);
    const only = liquid.parse(source.trim());
    const [first] = only;
    return {
      plain: undefined,
      parts,
      expression: only.length === 1 && first instanceof Output ? first : undefined,
      variables,
      warnings: variables.flatMap((path) => unknownVariable(path)?.message ?? []),
      readsClock: variables.some(([root]) => root === 'now') || /\bdate/u.test(source),
      isPreparedText: /^\s*\{\{-?\s*args\.content\s*-?\}\}\s*$/u.test(source),
    };
  } catch (thrown) {
    if (!LiquidError.is(thrown)) throw thrown;
    return new AppError('TEMPLATE_INVALID', inPlainWords(thrown.message));
  }
}

function variablePaths(parts: Template[]): VariablePath[] {
  const { globals } = liquid.analyzeSync(parts, { partials: false });
  return Object.values(globals).flat().map(pathOf);
}

function pathOf({ segments }: Variable): VariablePath {
  const end = segments.findIndex((segment) => typeof segment === 'object');
  return (end === -1 ? segments : segments.slice(0, end)).map(String);
}

/** LiquidJS speaks to programmers. Its message goes up to ", line:" and then shows the source. */
function inPlainWords(message: string): string {
  const [said = ''] = message.split(/, (?:file|line):/u, 1);
  const name = /[“"]([^"”]*)["”]/u.exec(said)?.[1] ?? /: (\S+)/u.exec(said)?.[1] ?? '';
  if (said.startsWith('output') && said.includes('not closed')) {
    return 'A “{{” is not closed. Add “}}” behind the variable.';
  }
  if (said.startsWith('tag') && said.includes('not found')) {
    return `“{% ${name} %}” is not known here. Check its spelling.`;
  }
  if (said.includes('not closed')) {
    return `“${said.replace(/^tag /u, '').replace(/ not closed.*$/u, '')}” is not closed. Add its end, for example {% endif %} or %}.`;
  }
  if (said.startsWith('undefined filter')) {
    return `There is no filter “${name}”. Filters that work are, for example, default, upcase and date.`;
  }
  return `This template cannot be read: ${said}. Check what stands between “{{” and “}}”.`;
}
