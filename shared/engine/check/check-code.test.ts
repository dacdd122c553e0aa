import { expect, test } from 'vitest';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { checkProject } from './check-project.ts';

const problemsOf = (settings: Readonly<Record<string, string>>) =>
  checkProject(
    sketchProject({
      steps: [
        ['m', 'message-received'],
        ['c', 'code', settings],
      ],
      edges: ['m.next > c'],
    }),
    definitions,
  );

test('code that cannot be read is an error that names the line', () => {
  const code = 'export default async function () {\n  return { a: 1 ;\n}\n';
  expect(problemsOf({ code })).toMatchObject([{ severity: 'error', code: 'CODE_SYNTAX', field: 'code' }]);
  expect(problemsOf({ code })[0]?.message).toContain('line 2');
});

test('code of today, and the code that a new step starts with, are fine', () => {
  expect(problemsOf({})).toEqual([]);
  const code =
    'const { a } = await x();\nexport default async ({ args }) => ({ b: args?.c ?? a, d: 1n > 0n });';
  expect(problemsOf({ code })).toEqual([]);
});

test('settings near the limit of what a step can hold are told of', () => {
  const code = `export default () => ({});\n//${'x'.repeat(99_000)}`;
  expect(problemsOf({ code })).toEqual([]);
  expect(problemsOf({ code, note: 'é'.repeat(90_000) })).toMatchObject([
    { code: 'TOO_LARGE', severity: 'error' },
  ]);
});
