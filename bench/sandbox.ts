// How long a code step takes: `node bench/sandbox.ts`. The baseline is an echo by a bare child process, measured in the
// same run on the same machine, so that the ratio says something on any machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';

const rounds = 300;
const request = {
  code: 'export default async function ({ context, args }) { return { total: args.count + context.messages.length } }',
  context: {
    messages: Array.from({ length: 20 }, (_, index) => ({ role: 'user', content: `Message ${index}` })),
  },
  args: { count: 1 },
  seed: 'bench',
  entropy: 'bench',
  now: 0,
  limits: defaultCodeLimits,
};

const child = spawn(process.execPath, ['-e', 'process.on("message", (message) => process.send(message))'], {
  serialization: 'advanced',
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
});

async function echo(): Promise<void> {
  const answer = once(child, 'message');
  child.send(request);
  await answer;
}

/** Milliseconds per call, sorted; a pause before each where the caller would pause too. */
async function measure(call: () => Promise<unknown>, pauseMs: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (pauseMs > 0) await setTimeout(pauseMs);
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b);
}

function report(name: string, times: readonly number[], baseline: number): void {
  const median = times[Math.floor(times.length / 2)] ?? Number.NaN;
  const high = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
  const ratio = (median / baseline).toFixed(1);
  console.log(`${name.padEnd(42)} p50 ${median.toFixed(2)} ms   p95 ${high.toFixed(2)} ms   ${ratio} × echo`);
}

await using pool = createRunnerPool();
while (pool.stats().runners.idle < 2) await setTimeout(10);
await measure(() => Promise.all([echo(), pool.run(request)]), 0);

const bare = await measure(echo, 10);
const baseline = bare[Math.floor(bare.length / 2)] ?? Number.NaN;
report('echo by a bare child process', bare, baseline);
report('script, runners at rest', await measure(() => pool.run(request), 10), baseline);
report('script, one after the other', await measure(() => pool.run(request), 0), baseline);

const ofProject = { ...request, realm: 'bench' };
report('script of a project, one after the other', await measure(() => pool.run(ofProject), 0), baseline);

for (const [name, asked] of [
  ['script, all at once', request],
  ['script of a project, all at once', ofProject],
] as const) {
  const started = performance.now();
  await Promise.all(Array.from({ length: rounds }, () => pool.run(asked)));
  const perRun = (performance.now() - started) / rounds;
  console.log(
    `${name.padEnd(42)} ${perRun.toFixed(2)} ms per run   ${(perRun / baseline).toFixed(1)} × echo`,
  );
}
child.kill();
