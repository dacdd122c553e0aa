// Plants a breach of every house rule that the linter keeps and sees it refused, so that a changed option or an
// upgrade of the linter cannot switch one off unnoticed.
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { repository, tool } from './lib/tool.ts';

/** [rule, file, source that breaks it] */
const planted = [
  [
    'typescript(no-explicit-any)',
    'shared/util/any.ts',
    'export const read = (value: any): unknown => value;',
  ],
  [
    'typescript(consistent-type-assertions)',
    'shared/util/assertion.ts',
    'export const read = (value: unknown): string => value as string;',
  ],
  [
    'typescript(no-non-null-assertion)',
    'shared/util/non-null.ts',
    'export const read = (value: string | null): string => value!;',
  ],
  [
    'typescript(ban-ts-comment)',
    'shared/util/ignored.ts',
    ['// @ts-', 'ignore\nexport const size: string = 1;'].join(''),
  ],
  ['eslint(no-empty)', 'cli/empty.ts', ['try {\n  process.exit();\n} cat', 'ch {}'].join('')],
  ['eslint(no-console)', 'electron/host/print.ts', "console.log('printed');"],
  ['eslint(max-lines)', 'shared/util/long.ts', 'export {};\n'.repeat(501)],
  ['import(no-default-export)', 'shared/util/default-export.ts', 'export default 1;'],
  ['unicorn(filename-case)', 'shared/util/camelCase.ts', 'export const one = 1;'],
  [
    'eslint(no-restricted-properties)',
    'shared/engine/clock.ts',
    'export const at = (): number => Date.now();',
  ],
  [
    'eslint(no-restricted-properties)',
    'shared/steps/any/execute.ts',
    'export const at = (): number => Math.random();',
  ],
  [
    'eslint(no-restricted-properties)',
    'renderer/ui/address.ts',
    'export const at = (text: string): URL | null => URL.parse(text);',
  ],
  [
    'typescript(no-floating-promises)',
    'cli/floating.ts',
    'async function go(): Promise<void> {\n  await Promise.resolve();\n}\ngo();',
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'shared/util/unfinished.ts',
    "export function spell(side: 'left' | 'right'): string {\n  switch (side) {\n    case 'left':\n      return 'L';\n  }\n  return 'R';\n}",
  ],
  [
    'typescript(no-unsafe-assignment)',
    'shared/util/parsed.ts',
    "const parsed = JSON.parse('{}');\nexport const read = (): unknown => parsed;",
  ],
  [
    'vitest(no-focused-tests)',
    'cli/focused.test.ts',
    ["import { test } from 'vitest';\ntest.on", "ly('one', () => {});"].join(''),
  ],
] as const;

const allowed = [
  ['shared/util/constant.ts', "export const sides = ['left', 'right'] as const;"],
  ['cli/print.ts', "console.log('printed');"],
  ['shared/engine/clock.test.ts', 'export const at = Date.now();'],
] as const;

const reportSchema = z.object({
  diagnostics: z.array(z.object({ code: z.string().default(''), filename: z.string(), message: z.string() })),
});

const root = mkdtempSync(join(tmpdir(), 'dialogram-lint-'));
let found: z.infer<typeof reportSchema>['diagnostics'] = [];

beforeAll(async () => {
  for (const [path, source] of [...planted.map(([, ...file]) => file), ...allowed]) write(path, source);
  for (const config of ['.oxlintrc.json', 'tsconfig.base.json']) {
    copyFileSync(join(repository, config), join(root, config));
  }
  write('tsconfig.json', '{ "extends": "./tsconfig.base.json" }');
  found = reportSchema.parse(JSON.parse(await lint())).diagnostics;
}, 60_000);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

test.each(planted)('%s refuses %s', (rule, path) => {
  expect(found.filter(({ filename }) => filename === path).map(({ code }) => code)).toContain(rule);
});

test.each(allowed)('%s is allowed', (path) => {
  expect(found.filter(({ filename }) => filename === path)).toEqual([]);
});

function write(path: string, source: string): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, source);
}

function lint(): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [tool('oxlint'), '--format=json'];
    execFile(process.execPath, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      // Breaches make the exit code non-zero, so only a missing report is a failure.
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`oxlint gave no report: ${stderr}`, { cause: error }));
    });
  });
}
