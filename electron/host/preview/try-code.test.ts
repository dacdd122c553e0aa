import { afterAll, expect, test } from 'vitest';
import { emptyProject } from '#shared/bundle/empty-project.ts';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { openDryRuns } from './dry-runs.ts';
import { OutsideRequests } from './outside-requests.ts';
import { tryCode } from './try-code.ts';

const project = emptyProject('Test', 'test');
const pool = createRunnerPool();
afterAll(() => pool.close());

const attempt = (code: string, args = {}) =>
  tryCode(
    { code, args, context: { user: { name: 'Jane' } }, connectors: [] },
    { pool: () => pool, outside: new OutsideRequests({ dryRuns: openDryRuns(), project: () => project }) },
    new AbortController().signal,
  );

test('code runs with the given input, and its result and console come back', async () => {
  const code = `export default async function ({ context, args }) {
    console.log('hello', context.user.name);
    return { total: args.price * 2 };
  }`;
  expect(await attempt(code, { price: 21 })).toMatchObject({
    result: { total: 42 },
    console: [{ level: 'log', text: 'hello Jane' }],
    error: null,
  });
});

test('what the code does wrong is an answer with the line and what was written before', async () => {
  const code = `export default async function () {
    console.warn('soon');
    throw new Error('no price');
  }`;
  const answer = await attempt(code);
  expect(answer).toMatchObject({
    result: null,
    console: [{ level: 'warn', text: 'soon' }],
    error: { code: 'CODE_THROWN', details: { line: 3 } },
  });
  expect(answer.error?.message).toContain('no price');
});
