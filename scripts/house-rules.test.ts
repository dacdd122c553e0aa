import { describe, expect, test } from 'vitest';
import { checkFile, untypedFiles } from './house-rules.ts';

/** The samples are cut with a dot, because this file keeps the rules too. */
const rulesBroken = (path: string, sample: string) => checkFile(path, sample.replaceAll('·', '')).length;

describe('house rules', () => {
  test.each([
    ['shared/engine/Walk.ts', 'export {};'],
    ['shared/Engine/walk.ts', 'export {};'],
    ['renderer/my_panel.tsx', 'export {};'],
    ['cli/run.ts', '// TO·DO: later'],
    ['docs/engine.md', 'FIX·ME say more'],
    ['cli/run.test.ts', 'test.on·ly(name, () => {});'],
    ['cli/run.test.ts', 'describe.sk·ip(name, () => {});'],
    ['tests/e2e/app.spec.ts', 'test.describe.fix·me(name, () => {});'],
    ['tests/e2e/app.spec.ts', 'await page.waitFor·Timeout(100);'],
    ['cli/run.ts', 'try { go(); } cat·ch { /* never mind */ }'],
    ['cli/run.ts', 'try { go(); } cat·ch (error) {\n  // never mind\n}'],
    ['cli/run.ts', 'await go().cat·ch(() => {});'],
    ['cli/run.ts', '// oxlint-dis·able-next-line no-console'],
    ['shared/engine/walk.ts', 'const now = new Da·te();'],
  ])('%s breaks a rule with %j', (path, content) => {
    expect(rulesBroken(path, content)).toBe(1);
  });

  test.each([
    ['README.md', '# Dialogram'],
    ['.github/workflows/verify.yml', 'name: verify'],
    ['shared/engine/walk.test.ts', 'const now = new Da·te();'],
    ['shared/engine/walk.ts', 'const at = new Date(epochMs);'],
    ['cli/run.ts', 'try { go(); } cat·ch (error) { report(error); }'],
    ['cli/run.ts', 'await session.sk·ip(seconds);'],
    ['package-lock.json', '"integrity": "sha512-X·XX"'],
  ])('%s keeps the rules with %j', (path, content) => {
    expect(rulesBroken(path, content)).toBe(0);
  });

  test('a breach names its line', () => {
    expect(checkFile('cli/run.ts', 'one\ntwo\n// HA·CK'.replace('·', ''))).toMatchObject([
      { path: 'cli/run.ts', line: 3 },
    ]);
  });

  test('a source file outside every tsconfig is a breach', () => {
    const breaches = untypedFiles(
      ['cli/main.ts', 'lost/file.ts', 'docs/engine.md'],
      new Set(['cli/main.ts']),
    );
    expect(breaches.map((breach) => breach.path)).toEqual(['lost/file.ts']);
  });
});
