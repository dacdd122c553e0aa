// `npm run generate`: writes the registries of step kinds, shared/steps/registry/, from the folders beside it.
// `--check` writes nothing and fails when one of them is stale.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findStepFolders, registryFiles } from './generate/registries.ts';
import { repository } from './lib/tool.ts';

const isCheck = process.argv.includes('--check');
const folders = findStepFolders(join(repository, 'shared/steps'));
const problems = folders
  .filter(({ missing }) => missing.length > 0)
  .map(
    ({ kind, missing }) => `shared/steps/${kind}/ lacks ${missing.join(', ')}, which every step kind has.`,
  );

for (const { path, content } of await registryFiles(folders)) {
  const target = join(repository, path);
  if (existsSync(target) && readFileSync(target, 'utf8') === content) continue;
  if (isCheck) {
    problems.push(`${path} is stale; run npm run generate and commit the result.`);
    continue;
  }
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, content);
  console.log(`wrote ${path}`);
}

for (const problem of problems) console.error(problem);
console.log(`${folders.length} step kinds`);
process.exitCode = problems.length === 0 ? 0 : 1;
