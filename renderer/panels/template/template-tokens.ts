// The parts of a template that are not plain text: variables, logic, and what was begun and not closed.
// Invariant: pure and linear in the text; tokens do not overlap and come in order.
import { unknownVariable } from '#shared/engine/templates/parse-template.ts';

export interface TemplateToken {
  readonly from: number;
  readonly to: number;
  readonly kind: 'variable' | 'logic' | 'unclosed';
  /** Of a variable that is written plainly: `args.plan`; undefined for anything more complicated. */
  readonly path: string | undefined;
  /** What is done with the value, as written: `default: "there"`. */
  readonly filters: string;
  readonly problem: string | undefined;
}

const tokenPattern = /\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{\{[^{}]*|\{%[^{}]*/gu;
const variablePattern = /^\{\{-?\s*([A-Za-z_]\w*(?:\.\w[\w-]*)*)\s*(?:\|\s*(.*?)\s*)?-?\}\}$/su;

export function templateTokens(text: string): readonly TemplateToken[] {
  if (!text.includes('{{') && !text.includes('{%')) return [];
  return [...text.matchAll(tokenPattern)].map((match) => tokenAt(match[0], match.index));
}

function tokenAt(source: string, from: number): TemplateToken {
  const place = { from, to: from + source.length, path: undefined, filters: '', problem: undefined };
  if (source.startsWith('{%')) {
    return source.endsWith('%}')
      ? { ...place, kind: 'logic' }
      : { ...place, kind: 'unclosed', problem: 'A “{%” is not closed. Add “%}” behind it.' };
  }
  if (!source.endsWith('}}')) {
    return {
      ...place,
      kind: 'unclosed',
      problem: 'A “{{” is not closed. Add “}}” behind the variable.',
    };
  }
  const [, path, filters = ''] = variablePattern.exec(source) ?? [];
  const problem = path === undefined ? undefined : unknownVariable(path.split('.'))?.message;
  return { ...place, kind: 'variable', path, filters, problem };
}
