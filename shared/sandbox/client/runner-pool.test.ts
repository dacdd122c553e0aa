import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createRunnerPool, type RunnerPool } from './runner-pool.ts';
import { errorOf, requestOf } from './script-request.testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'dialogram-runner-'));
afterAll(() => rmSync(folder, { recursive: true }));

const quick = requestOf('return { pid: 0 }');
const endless = requestOf('for (;;);');

/** A runner of the test's own in place of the real one. */
function fakeRunner(name: string, script: string): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(path, script);
  return path;
}

async function untilBusy(pool: RunnerPool, count = 1): Promise<void> {
  await vi.waitFor(() => expect(pool.stats().runners.busy).toBe(count), { timeout: 5_000, interval: 5 });
}

async function untilIdle(pool: RunnerPool, count: number): Promise<void> {
  await vi.waitFor(() => expect(pool.stats().runners.idle).toBe(count), { timeout: 5_000, interval: 5 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

describe('the pool', () => {
  it('keeps spares warm and replaces one that died', async () => {
    await using pool = createRunnerPool({ spares: 2 });
    await untilIdle(pool, 2);
    const [victim = 0] = pool.stats().pids;
    process.kill(victim, 'SIGKILL');
    await vi.waitFor(() => expect(pool.stats().pids).not.toContain(victim), { interval: 5 });
    await untilIdle(pool, 2);
    expect((await pool.run(quick)).result).toEqual({ pid: 0 });
  });

  it('replaces a runner after its number of runs, the only one a little later', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1, runsPerRunner: 2 });
    for (let turn = 0; turn < 5; turn += 1) await pool.run(quick);
    expect(pool.stats().started).toBe(2);
  });

  it('tells who waits in order of arrival', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1 });
    const order: number[] = [];
    await Promise.all([1, 2, 3, 4].map((turn) => pool.run(quick).then(() => order.push(turn))));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('does not count waiting as running', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1 });
    const slow = pool.run(requestOf('await new Promise((r) => setTimeout(r, 250)); return {}'));
    const waits = pool.run({ ...quick, limits: { ...quick.limits, wallMs: 200 } });
    await expect(Promise.all([slow, waits])).resolves.toHaveLength(2);
  });

  it('starts more runners while a shortage lasts, within its bound', async () => {
    await using pool = createRunnerPool({ maxRunners: 3, spares: 1 });
    const controller = new AbortController();
    const waits = requestOf('await new Promise(() => {})');
    const runs = [1, 2, 3, 4].map(() => errorOf(pool.run(waits, { signal: controller.signal })));
    // A script that runs already leaves the spare to others.
    await untilBusy(pool, 2);
    await untilIdle(pool, 1);
    expect(pool.stats()).toMatchObject({ queued: 2, started: 3 });
    expect((await pool.run(quick)).result).toEqual({ pid: 0 });
    controller.abort();
    for (const error of await Promise.all(runs)) expect(error.code).toBe('CANCELLED');
  });

  it('refuses at once when too many wait', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1, maxQueued: 1 });
    const first = pool.run(quick);
    expect(await errorOf(pool.run(quick))).toMatchObject({
      code: 'CODE_RUNNER_FAILED',
      blame: 'environment',
    });
    await first;
  });

  it('refuses limits above their ceilings', async () => {
    await using pool = createRunnerPool({ spares: 0 });
    const error = await errorOf(pool.run(requestOf('return {}', { limits: { memoryMb: 4_096 } })));
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain('memoryMb');
    expect(pool.stats().started).toBe(0);
  });

  it('obeys another memory limit than the usual one', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1 });
    const body = 'return { n: Array.from({ length: 5e5 }, (_, i) => ({ i, text: "x" + i })).length }';
    const limits = { cpuMs: 8_000 };
    const small = errorOf(pool.run(requestOf(body, { limits: { ...limits, memoryMb: 16 } })));
    const large = pool.run(requestOf(body, { limits: { ...limits, memoryMb: 256 } }));
    expect((await small).code).toBe('CODE_MEMORY');
    expect((await large).result).toEqual({ n: 500_000 });
  });
});

describe('stopping', () => {
  it('by a signal ends a script that runs, at once', async () => {
    await using pool = createRunnerPool({ spares: 1 });
    const controller = new AbortController();
    const failure = errorOf(pool.run(endless, { signal: controller.signal }));
    await untilBusy(pool);
    const started = performance.now();
    controller.abort();
    expect((await failure).code).toBe('CANCELLED');
    expect(performance.now() - started).toBeLessThan(100);
    expect((await pool.run(quick)).result).toEqual({ pid: 0 });
  });

  it('by a signal takes a script out of the queue', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1 });
    const controller = new AbortController();
    const failure = errorOf(pool.run(quick, { signal: controller.signal }));
    controller.abort();
    expect((await failure).code).toBe('CANCELLED');
    expect(pool.stats().queued).toBe(0);
    expect((await errorOf(pool.run(quick, { signal: controller.signal }))).code).toBe('CANCELLED');
  });

  it('by closing ends everything, processes too', async () => {
    const pool = createRunnerPool({ spares: 1, maxRunners: 1 });
    const runs = [errorOf(pool.run(endless)), errorOf(pool.run(quick))];
    await untilBusy(pool);
    const { pids } = pool.stats();
    await pool.close();
    for (const error of await Promise.all(runs)) expect(error.code).toBe('CANCELLED');
    expect(pids.filter(isAlive)).toEqual([]);
    expect((await errorOf(pool.run(quick))).code).toBe('CANCELLED');
  });

  it('of the parent ends its runners, even one in an endless loop', async () => {
    const script = `
      import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
      const pool = createRunnerPool({ spares: 2 });
      pool.run(${JSON.stringify(endless)});
      const watch = setInterval(() => {
        const { runners, pids } = pool.stats();
        if (runners.busy === 1 && runners.idle === 1) { clearInterval(watch); console.log(JSON.stringify(pids)); }
      }, 5);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout, 'data');
    const pids: number[] = JSON.parse(String(line));
    expect(pids.filter(isAlive)).toHaveLength(pids.length);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 3_000, interval: 10 });
  });

  it('is not needed for a process that is done: idle runners do not hold it', async () => {
    const script = `
      import { createRunnerPool } from '#shared/sandbox/client/runner-pool.ts';
      const { result } = await createRunnerPool().run(${JSON.stringify(quick)});
      console.log(JSON.stringify(result));`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: join(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    expect(await once(parent, 'exit')).toEqual([0, null]);
  });
});

describe('a runner', () => {
  it('that dies under a script fails that script alone', async () => {
    await using pool = createRunnerPool({ maxRunners: 1, spares: 1 });
    const failure = errorOf(pool.run(endless));
    const next = pool.run(quick);
    await untilBusy(pool);
    for (const pid of pool.stats().pids) process.kill(pid, 'SIGKILL');
    expect(await failure).toMatchObject({ code: 'CODE_RUNNER_FAILED', blame: 'environment' });
    expect((await next).result).toEqual({ pid: 0 });
  });

  it('that cannot start fails with what can be done, and is not tried for ever', async () => {
    const runnerEntry = fakeRunner('quits', 'console.error("no luck"); process.exit(3);');
    await using pool = createRunnerPool({ runnerEntry, spares: 1 });
    const error = await errorOf(pool.run(quick));
    expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED', blame: 'environment' });
    expect(error.details['complaint']).toContain('no luck');
    const { started } = pool.stats();
    expect((await errorOf(pool.run(quick))).code).toBe('CODE_RUNNER_FAILED');
    expect(pool.stats().started).toBeLessThanOrEqual(started + 2);
  });

  it.each([{ isolatedVmPath: '/nowhere/isolated-vm.node' }, { runnerEntry: '/nowhere/runner.mjs' }])(
    'whose file is missing (%j) fails with clear words',
    async (options) => {
      await using pool = createRunnerPool(options);
      const error = await errorOf(pool.run(quick));
      expect(error).toMatchObject({ code: 'CODE_RUNNER_FAILED', blame: 'environment' });
      expect(error.message).toContain('/nowhere/');
    },
  );

  it('that lies is not believed and not used again', async () => {
    const runnerEntry = fakeRunner(
      'lies',
      `process.on('message', ({ id, code }) => process.send(
         code.includes('shape') ? { type: 'result', id, json: '[1]' } : { type: 'obey', id }));
       process.send({ type: 'ready' });`,
    );
    await using pool = createRunnerPool({ runnerEntry, maxRunners: 1, spares: 1 });
    for (const body of ['shape', 'other']) {
      const { pids } = pool.stats();
      expect((await errorOf(pool.run(requestOf(body)))).code).toBe('CODE_RUNNER_FAILED');
      await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { interval: 5 });
    }
  });

  it('has no environment, no files, no processes', async () => {
    const runnerEntry = fakeRunner(
      'looks',
      `import { readFileSync } from 'node:fs';
       import { spawnSync } from 'node:child_process';
       const attempt = (act) => { try { return String(act()); } catch (error) { return error.code; } };
       process.on('message', ({ id }) => process.send({ type: 'result', id, json: JSON.stringify({
         environment: Object.keys(process.env),
         read: attempt(() => readFileSync('/etc/hosts')),
         neighbour: attempt(() => readFileSync(${JSON.stringify(join(folder, 'secret'))})),
         spawn: attempt(() => spawnSync('ls').error?.code),
       }) }));
       process.send({ type: 'ready' });`,
    );
    writeFileSync(join(folder, 'secret'), 'secret');
    await using pool = createRunnerPool({ runnerEntry, spares: 1 });
    expect((await pool.run(quick)).result).toEqual({
      environment: ['TZ'],
      read: 'ERR_ACCESS_DENIED',
      neighbour: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED',
    });
  });

  it.runIf(process.platform === 'linux')(
    'that takes memory without saying so is seen from outside',
    async () => {
      const runnerEntry = fakeRunner(
        'swells',
        `process.on('message', () => { globalThis.kept = Buffer.alloc(5e8, 1); });
       process.send({ type: 'ready' });`,
      );
      await using pool = createRunnerPool({ runnerEntry, spares: 1 });
      expect((await errorOf(pool.run(quick))).code).toBe('CODE_MEMORY');
    },
  );
});
