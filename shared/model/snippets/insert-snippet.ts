// Puts a snippet into the code of a step: declarations that are not there yet behind it, its call at the beginning of the
// step's function, and what it gives into a `return {}` that gave nothing.
// Invariants: pure; what the author wrote stays; inserting twice adds nothing.
import { guardSnippet } from './guard-snippet.ts';
import { httpSnippets } from './http-snippets.ts';
import type { CodeSnippet } from './snippet.ts';
import { stripeSnippets } from './stripe-snippets.ts';

export const codeSnippets: readonly CodeSnippet[] = [guardSnippet, ...stripeSnippets, ...httpSnippets];

const functionStart =
  /export\s+default\s+(?:async\s+)?(?:function\b[^(]*)?\(\s*(\{[^)]*\}|[^)]*)\s*\)\s*(?:=>\s*)?\{[^\S\n]*\n?/u;
const emptyReturn = /\breturn\s*\{\s*\}\s*;?/u;

const newFunction = `/** @param {StepInput} input */
export default async function ({ context, args }) {
  return {};
}
`;

export function insertSnippet(code: string, { declarations, call, result }: CodeSnippet): string {
  let next = functionStart.test(code)
    ? withAsync(code)
    : `${code.trim() === '' ? '' : `${code.trimEnd()}\n\n`}${newFunction}`;
  const start = functionStart.exec(next);
  if (start === null) return code;
  const at = start.index + start[0].length;
  const lines = call.split('\n').filter((line) => !next.includes(line.trim()));
  const head = next.slice(0, at).endsWith('\n') ? next.slice(0, at) : `${next.slice(0, at)}\n`;
  next = `${head}${lines.map((line) => `  ${line}\n`).join('')}${next.slice(at)}`;
  if (result !== '') next = next.replace(emptyReturn, () => `return ${result};`);
  const missing = declarations.filter(({ name }) => !isDeclared(next, name)).map(({ code: text }) => text);
  return missing.length === 0 ? next : `${next.trimEnd()}\n\n${missing.join('\n\n')}\n`;
}

function withAsync(code: string): string {
  return code.replace(/(export\s+default\s+)(?=function\b|\()/u, '$1async ');
}

function isDeclared(code: string, name: string): boolean {
  return new RegExp(String.raw`\b(?:function|const|let|var)\s+${name}\b`, 'u').test(code);
}
