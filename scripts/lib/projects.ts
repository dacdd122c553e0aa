// The TypeScript projects of the repository: the references of tsconfig.json, which is the one list of them.
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { z } from 'zod';
import { repository } from './tool.ts';

const solutionSchema = z.object({ references: z.array(z.object({ path: z.string() })) });

export function typescriptProjects(): readonly string[] {
  const solution = solutionSchema.parse(JSON.parse(readFileSync(join(repository, 'tsconfig.json'), 'utf8')));
  return solution.references.map(({ path }) => posix.normalize(path));
}
