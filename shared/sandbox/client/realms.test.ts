// Scripts of one project share isolates, one after the other: what they could leave for each other, and what they must not.
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { createRunnerPool } from './runner-pool.ts';
import { errorOf, type RequestChanges, requestOf } from './script-request.testing.ts';

const pool = createRunnerPool({ maxRunners: 1, spares: 1, runsPerRunner: 1000 });
afterAll(() => pool.close());

const runIn = (realm: string, body: string, changes: RequestChanges = {}) =>
  pool.run(requestOf(body, { ...changes, realm }));

describe('a script of the same realm', () => {
  it('finds nothing of the one before: no globals, no changed built-ins, no timers, no seed', async () => {
    await runIn(
      'one',
      `globalThis.left = args.count; Array.prototype.map = () => 'changed'; Object.prototype.polluted = true;
      Math.random(); setTimeout(() => { console.log('late'); }, 1); Symbol.for('left').constructor.left = 1;
      return {};`,
    );
    const { result, console } = await runIn(
      'one',
      `const random = Math.random(); await new Promise((resolve) => { setTimeout(resolve, 20); });
      return { left: typeof globalThis.left, map: [1].map((x) => x), polluted: ({}).polluted === true, random,
        symbol: typeof Symbol.left, installer: Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('_')) };`,
    );
    const first = await runIn('two', 'return { random: Math.random() }');
    expect(result).toEqual({
      left: 'undefined',
      map: [1],
      polluted: false,
      random: first.result['random'],
      symbol: 'undefined',
      installer: [],
    });
    expect(console).toEqual([]);
  });

  it('finds everything that is there for scripts as it was, however much of it the one before used or replaced', async () => {
    const look = `
      const url = new URL('https://a.example/b?c=1');
      const shown = new Intl.DateTimeFormat('en', { timeZone: 'UTC' });
      return {
        names: Object.getOwnPropertyNames(globalThis).sort(),
        gone: ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'].filter((name) => name in globalThis),
        resize: 'resize' in ArrayBuffer.prototype,
        url: url.href + url.searchParams.get('c'),
        text: new TextDecoder().decode(new TextEncoder().encode('é')) + atob(btoa('a')),
        headers: new Headers({ a: 'b' }).get('A'),
        clone: structuredClone(new Map([[1, new Set([2])]])).get(1).has(2),
        uuid: crypto.randomUUID(),
        random: Math.random(),
        now: Date.now() + shown.format() + shown.formatToParts().length,
        aborted: AbortSignal.abort().aborted,
        lines: new Error('x').stack.split('\\n').length,
      };`;
    const first = await runIn('three', look);
    const spoil = `
      for (let i = 0; i < 300; i += 1) console.log(i);
      for (let i = 0; i < 10_000; i += 1) setTimeout(() => {}, 60_000);
      await Promise.allSettled(Array.from({ length: 200 }, () => fetch('https://a.example')));
      const kinds = [URL, URLSearchParams, Headers, Request, Response, AbortSignal, AbortController, TextEncoder,
        TextDecoder, Date, Intl.DateTimeFormat, Map, Set, Array, String, Promise, Uint8Array, Error];
      const pairs = kinds.flatMap(({ prototype }) => Reflect.ownKeys(prototype).map((name) => ({ prototype, name })));
      for (let i = 0; i < pairs.length; i += 1)
        if (pairs[i].name !== 'constructor') Reflect.deleteProperty(pairs[i].prototype, pairs[i].name);
      Error.stackTraceLimit = 0; Math.random = Date.now = () => 7;
      delete globalThis.fetch; delete globalThis.crypto; delete globalThis.console; delete globalThis.setTimeout;
      return {};`;
    await runIn('three', spoil);
    const { result, console } = await runIn('three', `console.log('heard'); setTimeout(() => {}, 1);${look}`);
    expect(first.result).toMatchObject({
      gone: [],
      resize: false,
      url: 'https://a.example/b?c=11',
      text: 'éa',
    });
    expect(result).toEqual(first.result);
    expect(console).toEqual([{ level: 'log', text: 'heard' }]);
  });

  it('is not held up, spoken for or billed by what the one before left running', async () => {
    const { result } = await runIn(
      'one',
      `(async () => { for (;;) { await null; console.log('still here'); } })(); return { done: true };`,
    ).catch((error: unknown) => ({ result: { error } }));
    expect(result).toBeDefined();
    for (let count = 0; count < 3; count += 1) {
      const next = await runIn('one', 'return { next: args.count }', { limits: { cpuMs: 100 } });
      expect(next).toEqual({ result: { next: 2 }, console: [] });
    }
  });

  it('has the whole memory, whatever the one before used', async () => {
    const half =
      'const kept = []; for (let i = 0; i < 30; i++) kept.push(new Uint8Array(1e6).fill(1)); return { n: kept.length }';
    for (let count = 0; count < 6; count += 1) expect((await runIn('one', half)).result).toEqual({ n: 30 });
  });

  it('runs after one that was stopped at a limit, and after one that threw', async () => {
    expect((await errorOf(runIn('one', 'for (;;) ;', { limits: { cpuMs: 100 } }))).code).toBe('CODE_CPU');
    expect((await errorOf(runIn('one', 'throw new Error("no")'))).code).toBe('CODE_THROWN');
    expect((await runIn('one', 'return { fine: true }')).result).toEqual({ fine: true });
  });
});

it('scripts of realms that take turns find nothing of each other, nor of their own', async () => {
  const body = `const found = [typeof globalThis.left, typeof [].left, Math.random(), context.of];
    globalThis.left = Array.prototype.left = 1; Math.random = () => 0; return { found };`;
  const numbers = new Set<unknown>();
  for (const [turn, memoryMb] of [64, 64, 64, 64, 32, 32, 64, 64].entries()) {
    const realm = turn % 2 === 0 ? 'red' : 'blue';
    const { result } = await runIn(realm, body, { context: { of: realm }, limits: { memoryMb } });
    expect(result['found']).toEqual(['undefined', 'undefined', expect.any(Number), realm]);
    numbers.add(JSON.stringify(result).replace(realm, ''));
  }
  expect(numbers.size).toBe(1);
});

it('many scripts of many realms run one after the other in one runner', async () => {
  const { started } = pool.stats();
  for (let count = 0; count < 240; count += 1) {
    const { result } = await runIn(`realm ${count % 12}`, 'return { count: args.count }', {
      args: { count },
    });
    expect(result).toEqual({ count });
  }
  await setTimeout(0);
  expect(pool.stats().started).toBe(started);
});
