// Makes a step kind in a copy of the repository, and sees that it compiles, that its tests pass and its scenario plays.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository, tool } from './lib/tool.ts';

const copied = [
  'package.json',
  'tsconfig.base.json',
  'tsconfig.pure.json',
  'vitest.config.ts',
  '.prettierrc.json',
  '.editorconfig',
  'scripts',
  'shared',
  'electron/host/preview',
  'tests/helpers',
];
const copy = mkdtempSync(join(tmpdir(), 'dialogram-new-step-'));

beforeAll(() => {
  for (const path of copied) cpSync(join(repository, path), join(copy, path), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'), 'junction');
});

afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

const newStep = (kind: string) => run('scripts/new-step.ts', kind);

const env = { ...process.env, NO_COLOR: '1' };

function run(...args: readonly string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env });
  return { status, output: stdout + stderr };
}

test(
  'a new step kind is registered, compiles, and passes its tests and scenario',
  { timeout: 60_000 },
  () => {
    expect(newStep('collect-email')).toMatchObject({ status: 0 });
    expect(readdirSync(join(copy, 'shared/steps/collect-email')).toSorted()).toEqual([
      'README.md',
      'definition.test.ts',
      'definition.ts',
      'execute.ts',
      'keeps-its-text.flow.json',
    ]);
    const types = run(tool('typescript', 'tsc'), '--project', 'tsconfig.pure.json');
    expect(types.output.split('\n').filter((line) => /collect-email|registry/.test(line))).toEqual([]);

    const played = run(
      tool('vitest'),
      'run',
      '--reporter=verbose',
      '--testNamePattern=collect-email|summary|warning|writes',
      ...['collect-email', 'every-kind', 'scenarios'].map((name) => `shared/steps/${name}`),
    );
    expect(played).toMatchObject({ status: 0 });
    expect(played.output).toMatch(/✓.*scenarios\.test\.ts > collect-email\/keeps-its-text/);
  },
);

test.each([
  ['CollectEmail', 'kebab-case'],
  ['', 'kebab-case'],
  ['../outside', 'kebab-case'],
  ['wait', 'there already'],
  ['kit', 'there already'],
])('the name %j is refused, and nothing is written', (kind, reason) => {
  const before = sourceFiles();
  expect(newStep(kind)).toMatchObject({ status: 2, output: expect.stringContaining(reason) });
  expect(sourceFiles()).toEqual(before);
});

function sourceFiles(): readonly string[] {
  return readdirSync(join(copy, 'shared'), { recursive: true, encoding: 'utf8' });
}
