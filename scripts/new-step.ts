// `npm run new:step <kind>`: writes the folder of a step kind that works, and registers it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repository } from './lib/tool.ts';
import { stepFiles } from './new-step/templates.ts';

const kind = process.argv[2] ?? '';
const folder = join(repository, 'shared/steps', kind);
const refusal = refuse();
if (refusal === undefined) await write();
else {
  console.error(refusal);
  process.exitCode = 2;
}

function refuse(): string | undefined {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(kind)) {
    return 'Name the kind in kebab-case, for example: npm run new:step collect-email';
  }
  if (existsSync(folder)) return `shared/steps/${kind}/ is there already. Choose another name.`;
  return undefined;
}

async function write(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of stepFiles(kind)) {
    const filepath = join(folder, name);
    const options = await resolveConfig(filepath);
    writeFileSync(filepath, await format(content, { ...options, filepath }));
    console.log(`wrote shared/steps/${kind}/${name}`);
  }
  const { status } = spawnSync(process.execPath, ['scripts/generate.ts'], {
    cwd: repository,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
  console.log(
    'It keeps a text. Change it into what is meant: definition, tests, execute, README; then npm run verify.',
  );
}
