// Code that cannot even be read. It is parsed, never run.
// Invariant: the same text is parsed once, since checks run after every change.
import { parse } from 'acorn';
import type { Finding } from '#shared/model/step-definition.ts';
import { type Problem, problemOfStep } from './problem.ts';
import type { ProjectView } from './project-view.ts';

export function checkCode(project: ProjectView): Problem[] {
  return [...project.steps.values()].flatMap(({ step, values }) =>
    values.flatMap(({ input, field, value }) => {
      const finding = input === 'code' && typeof value === 'string' ? findingFor(value) : undefined;
      return finding === undefined ? [] : [problemOfStep(step, { ...finding, field })];
    }),
  );
}

const mostKept = 2000;
const kept = new Map<string, Finding | undefined>();

function findingFor(code: string): Finding | undefined {
  if (kept.has(code)) return kept.get(code);
  if (kept.size >= mostKept) kept.clear();
  const message = syntaxError(code);
  const finding =
    message === undefined ? undefined : { severity: 'error' as const, code: 'CODE_SYNTAX', message };
  kept.set(code, finding);
  return finding;
}

function syntaxError(code: string): string | undefined {
  try {
    parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    const [, words = thrown.message, line = '1'] = /^(.*) \((\d+):\d+\)$/su.exec(thrown.message) ?? [];
    return `The code cannot be read: ${words.toLowerCase()} in line ${line}. Correct it there or just before.`;
  }
}
