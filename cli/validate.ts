import { checkProject } from '#shared/engine/check/check-project.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import type { Output } from './output.ts';
import { readDocument } from './read-document.ts';

/** Writes one JSON line per problem. Returns 1 when there is an error among them. */
export function validate(file: string, output: Output): 0 | 1 {
  const problems = checkProject(readDocument(file), definitions);
  for (const problem of problems) output.write(`${JSON.stringify(problem)}\n`);
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
}
