import { expect, test } from 'vitest';
import { runSteps } from './run-steps.ts';

const evaluate = (name: string, source: string) => ({ name, args: ['--eval', source] });

test('a failing step does not keep the others from running, and its output is kept', async () => {
  const ended: string[] = [];
  const results = await runSteps(
    [
      evaluate('fails', 'console.error("why it failed"); process.exit(3)'),
      evaluate('passes', 'console.log("fine")'),
      evaluate('dies', 'process.kill(process.pid, "SIGKILL")'),
    ],
    1,
    ({ name }) => ended.push(name),
  );
  expect(ended).toEqual(['fails', 'passes', 'dies']);
  expect(results.map(({ passed }) => passed)).toEqual([false, true, false]);
  expect(results[0]?.output).toContain('why it failed');
  expect(results[2]?.output).toContain('SIGKILL');
});
