// A template as it is read at a glance: variables by their words, logic left out. For summaries, which may be cut short.
// Invariant: pure, and linear in the text.
import { wordsOf } from './value-words.ts';

export interface TextPart {
  readonly text: string;
  readonly isVariable: boolean;
}

const marks = /\{\{([^{}]*)\}\}|\{%[^{}]*%\}|\{[{%][^{}]*…?$/gu;
const plainVariable = /^-?\s*([A-Za-z_]\w*(?:\.\w[\w-]*)*)\s*(?:\|.*|-)?$/su;

export function templateParts(template: string): readonly TextPart[] {
  if (!template.includes('{')) return [{ text: template, isVariable: false }];
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of template.matchAll(marks)) {
    parts.push({ text: template.slice(end, match.index), isVariable: false });
    end = match.index + match[0].length;
    const [whole, inside] = match;
    if (inside !== undefined) {
      const path = plainVariable.exec(inside.trim())?.[1];
      parts.push({ text: path === undefined ? inside.trim() : wordsOf(path), isVariable: true });
    } else if (!whole.endsWith('}')) parts.push({ text: '…', isVariable: false });
  }
  parts.push({ text: template.slice(end), isVariable: false });
  return parts.filter(({ text }) => text !== '');
}

export const templateInWords = (template: string): string =>
  templateParts(template)
    .map(({ text }) => text)
    .join('');
