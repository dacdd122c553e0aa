// What a script may try, and that it costs nobody else anything. Times are measured with neighbours at work.
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CodeLimits } from '../protocol/code-limits.ts';
import { createRunnerPool } from './runner-pool.ts';
import { errorOf, requestOf } from './script-request.testing.ts';

const pool = createRunnerPool();
afterAll(() => pool.close());
// Each starts as in a product that has been running for a while.
beforeEach(async () => {
  await vi.waitUntil(() => pool.stats().runners.idle > 1, { timeout: 10_000, interval: 10 });
});

const short: Partial<CodeLimits> = { wallMs: 3_000, cpuMs: 300 };
// Time enough to run out of little memory.
const small: Partial<CodeLimits> = { wallMs: 10_000, cpuMs: 8_000, memoryMb: 16 };
const neighbourLimitMs = 1_000;

/** Lets another conversation run one script after the other until this one has ended; gives the longest wait. */
async function withNeighbours<T>(
  hostile: Promise<T>,
): Promise<{ ended: T; longestMs: number; answered: number }> {
  let isOver = false;
  let longestMs = 0;
  let answered = 0;
  async function talk(): Promise<void> {
    do {
      const started = performance.now();
      const { result } = await pool.run(requestOf('return { answer: args.count + 1 }'));
      expect(result).toEqual({ answer: 3 });
      longestMs = Math.max(longestMs, performance.now() - started);
      answered += 1;
      // A customer who reads: what counts is how long each waits, not how many there are.
      await setTimeout(20);
    } while (!isOver);
  }
  const neighbours = Promise.all([talk(), talk()]);
  const ended = await hostile;
  isOver = true;
  await neighbours;
  return { ended, longestMs, answered };
}

describe('a hostile script is stopped while neighbours answer within a second:', () => {
  it.each([
    ['an endless loop', 'for (;;);', 'CODE_CPU', short],
    [
      'a loop after an awaited host call',
      'await new Promise((r) => setTimeout(r, 5)); for (;;);',
      'CODE_CPU',
      short,
    ],
    ['a loop of awaits', 'for (;;) await null', 'CODE_CPU', short],
    ['a promise that never settles', 'await new Promise(() => {})', 'CODE_TIMEOUT', { wallMs: 300 }],
    ['a Map that grows', 'const m = new Map(); for (let i = 0; ; i++) m.set(i, {})', 'CODE_MEMORY', small],
    ['a list that grows', 'const l = []; for (;;) l.push({ a: 1, b: [1, 2, 3] })', 'CODE_MEMORY', small],
    ['a huge filled list', 'return { n: Array(1e9).fill(0).length }', 'CODE_MEMORY', small],
    ['a huge buffer', 'new Uint8Array(1e9)', 'CODE_MEMORY', small],
    ['many buffers', 'const l = []; for (;;) l.push(new Uint8Array(1e5))', 'CODE_MEMORY', small],
    [
      'a getter bomb in an error',
      'throw { get message() { for (;;); }, get stack() { for (;;); } }',
      'CODE_CPU',
      short,
    ],
    ['a getter bomb in the result', 'return { get a() { for (;;); } }', 'CODE_CPU', short],
    ['a pattern that backtracks', '/(a+)+$/.test("a".repeat(40) + "b")', 'CODE_CPU', short],
    ['arithmetic that cannot be interrupted', 'return { n: String(2n ** 50000000n) }', 'CODE_CPU', short],
    [
      'a stack trace bomb',
      'Error.prepareStackTrace = () => { for (;;); }; throw new Error("x")',
      'CODE_CPU',
      short,
    ],
  ])('%s', async (_name, body, code, limits) => {
    const { ended, longestMs } = await withNeighbours(errorOf(pool.run(requestOf(body, { limits }))));
    expect(ended.code).toBe(code);
    expect(longestMs).toBeLessThan(neighbourLimitMs);
  });

  it('a getter bomb thrown outside of the function, which no disposing stops', async () => {
    const code = 'throw { get message() { for (;;); }, get stack() { for (;;); } }';
    const request = { ...requestOf('', { limits: short }), code };
    const { ended, longestMs } = await withNeighbours(errorOf(pool.run(request)));
    expect(ended.code).toBe('CODE_CPU');
    expect(longestMs).toBeLessThan(neighbourLimitMs);
  });

  it('the same endless loop in many conversations at once', async () => {
    const loops = Array.from({ length: 6 }, () =>
      errorOf(pool.run(requestOf('for (;;) ;', { limits: { wallMs: 1_000, cpuMs: 1_000 } }))),
    );
    const { ended, longestMs, answered } = await withNeighbours(Promise.all(loops));
    for (const error of ended) expect(['CODE_CPU', 'CODE_TIMEOUT']).toContain(error.code);
    expect(longestMs).toBeLessThan(neighbourLimitMs);
    expect(answered).toBeGreaterThan(5);
    // Six loops and six new runners take their time on a computer that others share.
  }, 60_000);
});

describe('what runs without end, or takes without measure, ends in a clear error:', () => {
  it.each([
    [
      'a generator without end',
      'function* g() { for (;;) yield 1 } for (const x of g()); return {}',
      'CODE_CPU',
      short,
    ],
    ['a recursion of promises', 'const f = () => Promise.resolve().then(f); await f()', 'CODE_CPU', short],
    [
      'an async iteration without end',
      'async function* g() { for (;;) yield 1 } for await (const x of g());',
      'CODE_CPU',
      short,
    ],
    [
      'a proxy that answers without end',
      'const p = new Proxy({}, { ownKeys() { for (;;); } }); return p',
      'CODE_CPU',
      short,
    ],
    ['a toString without end', 'console.log({ get a() { for (;;); } })', 'CODE_CPU', short],
    [
      'a sort that never agrees',
      'Array.from({ length: 1e7 }, () => 1).sort(() => Math.random() - 0.5); for (;;);',
      'CODE_CPU',
      short,
    ],
    [
      'timers that set timers',
      'const f = () => setTimeout(f, 0); f(); await new Promise(() => {})',
      'CODE_THROWN',
      { wallMs: 8_000, cpuMs: 5_000 },
    ],
    [
      'a timer with a loop',
      'setTimeout(() => { for (;;); }, 1); await new Promise(() => {})',
      'CODE_CPU',
      short,
    ],
    [
      'a microtask flood behind a timer',
      'setTimeout(() => { const f = () => Promise.resolve().then(f); f() }); await new Promise(() => {})',
      'CODE_CPU',
      short,
    ],
    ['strings that double', 'let s = "x"; for (;;) s += s', 'CODE_THROWN', short],
    ['a Set that grows', 'const s = new Set(); for (let i = 0; ; i++) s.add({ i })', 'CODE_MEMORY', small],
    [
      'closures that pile up',
      'const l = []; for (;;) { const a = Array(1000).fill(l.length); l.push(() => a) }',
      'CODE_MEMORY',
      small,
    ],
    [
      'promises that pile up',
      'const l = []; for (;;) l.push(new Promise((r) => r({ a: Array(100).fill(1) })))',
      'CODE_MEMORY',
      small,
    ],
    [
      'clones that pile up',
      'const l = []; for (;;) l.push(structuredClone({ a: Array(1000).fill({ b: 1 }) }))',
      'CODE_MEMORY',
      small,
    ],
    [
      'addresses that pile up',
      'const l = []; for (let i = 0; ; i++) l.push(new URL("https://a.example/" + "x".repeat(1000) + i))',
      'CODE_MEMORY',
      { wallMs: 5_000, cpuMs: 4_000, memoryMb: 8 },
    ],
  ])('%s', async (_name, body, code, limits) => {
    const error = await errorOf(pool.run(requestOf(body, { limits })));
    expect([code, 'CODE_CPU', 'CODE_MEMORY', 'CODE_TIMEOUT']).toContain(error.code);
    expect(error.message).toMatch(/was stopped|stopped with an error/u);
  });
});

describe('what the host hands in', () => {
  const everyFunction =
    '[fetch, setTimeout, clearTimeout, atob, btoa, structuredClone, crypto.randomUUID, crypto.getRandomValues, crypto.subtle.digest, URL, URLSearchParams, Headers, Request, Response, TextEncoder, TextDecoder, AbortController, AbortSignal, ...Object.values(console)]';
  it.each([
    [
      'has functions of this isolate alone',
      `return { n: ${everyFunction}.filter((f) => !(f instanceof Function) || f.constructor("return this")() !== globalThis && typeof f.constructor("return this")() !== "object").length }`,
      { n: 0 },
    ],
    [
      'leads by no function to the process',
      `const found = []; for (const f of ${everyFunction}) { let v; try { v = f.constructor("return typeof process + typeof require")(); if (v instanceof Promise) v = await v } catch (e) { v = "x" } if (v !== "undefinedundefined") found.push(String(v)) } return { found }`,
      { found: [] },
    ],
    [
      'has no callers',
      `return { n: ${everyFunction}.filter((f) => { try { return f.caller } catch { return false } }).length }`,
      { n: 0 },
    ],
    [
      'keeps its parts to itself',
      'return { n: [...Reflect.ownKeys(new Response("x")), ...Reflect.ownKeys(new URL("https://a.example")), ...Reflect.ownKeys(new Headers()), ...Reflect.ownKeys(AbortSignal.abort())].filter((k) => k !== "onabort").map(String).join() }',
      { n: '' },
    ],
    [
      'does not follow changed prototypes',
      `for (const name of ["apply", "call", "bind"]) Function.prototype[name] = () => { throw new Error("seen") };
       Array.prototype[Symbol.iterator] = function* () { yield "seen" }; Object.prototype.get = () => "seen"; Object.prototype.then = undefined;
       JSON.parse = () => ({ seen: true }); return { a: 1, b: [1, 2] }`,
      { a: 1, b: [1, 2] },
    ],
    [
      'does not follow a changed Map, String and RegExp',
      'Map.prototype.get = Map.prototype.set = () => { throw 1 }; String.prototype.slice = () => { throw 1 }; RegExp.prototype.exec = () => { throw 1 }; console.log("x"); return { a: 1 }',
      { a: 1 },
    ],
    [
      'drops keys that reach a prototype',
      'return JSON.parse(\'{"__proto__":{"a":1},"constructor":{"b":2},"prototype":3,"ok":{"__proto__":{"c":1},"d":4}}\')',
      { ok: { d: 4 } },
    ],
    [
      'is not there for a second isolate',
      'return { a: typeof globalThis.$0, b: typeof globalThis._ivm, c: typeof ivm, d: typeof isolate }',
      { a: 'undefined', b: 'undefined', c: 'undefined', d: 'undefined' },
    ],
    [
      'makes nothing of a made-up answer',
      'globalThis.answer = 1; return { a: typeof __answer, b: typeof host, c: typeof runtime, d: typeof codecs }',
      { a: 'undefined', b: 'undefined', c: 'undefined', d: 'undefined' },
    ],
  ])('%s', async (_name, body, expected) => {
    const { result } = await pool.run(requestOf(body));
    expect(result).toEqual(expected);
  });

  it.each([
    ['a console flood', 'for (let i = 0; i < 1e5; i++) console.log("x".repeat(1e4)); return {}'],
    [
      'a console of getters that throw',
      'console.log({ get a() { throw 1 } }, new Proxy({}, { get() { throw 1 }, ownKeys() { throw 1 } })); return {}',
    ],
    ['a console of circles', 'const a = []; a.push(a, a, a); console.log(a); return {}'],
  ])('keeps %s small', async (_name, body) => {
    const { console } = await pool.run(requestOf(body));
    expect(console.length).toBeLessThanOrEqual(200);
    expect(console.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(40_000);
  });

  it.each([
    [
      'a hundred requests at once',
      'await Promise.all(Array.from({ length: 1000 }, () => fetch("https://a.example")))',
      'may not be used more than',
    ],
    [
      'a body without measure',
      'await fetch("https://a.example", { method: "POST", body: "x".repeat(3e6) })',
      'A body is 1 MB',
    ],
    [
      'headers without measure',
      'await fetch("https://a.example", { headers: { a: "x".repeat(2e7) } })',
      'too long',
    ],
    ['an address without measure', 'new URL("https://a.example/" + "x".repeat(1e6))', 'too long'],
    [
      'a digest without measure',
      'await crypto.subtle.digest("SHA-256", new Uint8Array(6e6))',
      '4 MB at most',
    ],
    ['random values without measure', 'crypto.getRandomValues(new Uint8Array(1e6))', '65,536 bytes'],
    ['a clone of what cannot be cloned', 'structuredClone({ a: () => 1 })', 'cannot be cloned'],
    ['a stack without end', 'const f = () => f(); f()', 'Maximum call stack'],
    [
      'a clone of a bottomless object',
      'let a = {}; for (let i = 0; i < 1e4; i++) a = { a }; structuredClone(a)',
      'nested too deep',
    ],
  ])('refuses %s', async (_name, body, words) => {
    const answers = { fetch: () => Promise.withResolvers<never>().promise };
    const error = await errorOf(
      pool.run(requestOf(`${body}; return {}`, { limits: { wallMs: 8_000 } }), answers),
    );
    expect(error.message).toContain(words);
  });
});

describe('memory that the limit would not count', () => {
  it.each([
    'new ArrayBuffer(8, { maxByteLength: 1e9 })',
    'new (new Uint8Array(1).buffer.constructor)(8, { maxByteLength: 1e9 })',
    'Reflect.construct(ArrayBuffer, [8, { maxByteLength: 1e9 }])',
    'new (class extends ArrayBuffer {})(8, { maxByteLength: 1e9 })',
  ])('cannot be had by %s', async (body) => {
    const error = await errorOf(pool.run(requestOf(body)));
    expect(error.message).toContain('Resizable buffers are not available');
  });

  it('has no other door', async () => {
    const body = `const buffer = new ArrayBuffer(8);
      return { kinds: [typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof WeakRef,
        typeof FinalizationRegistry, typeof buffer.resize, typeof buffer.transfer,
        typeof buffer.transferToFixedLength] }`;
    const { result } = await pool.run(requestOf(body));
    expect(result).toEqual({ kinds: Array.from({ length: 8 }, () => 'undefined') });
  });
});

describe('a huge result', () => {
  it.each([
    'return { a: "x".repeat(2e6) }',
    // Fewer than a million characters, more than a megabyte.
    'return { a: "é".repeat(6e5) }',
    'return { a: Array(3e3).fill("x".repeat(1e6)) }',
    'return { a: new Proxy([], { get: (_, key) => (key === "length" ? Infinity : 1) }) }',
  ])('of %s does not leave the isolate', async (body) => {
    const error = await errorOf(pool.run(requestOf(body)));
    expect(error.code).toBe('CODE_RESULT_TOO_LARGE');
    expect(error.message).toContain('larger than 1 MB');
  });
});

describe('a way out', () => {
  it.each([
    '({}).constructor.constructor("return process")()',
    'await fetch.constructor("return process")()',
    'setTimeout.constructor("return require")()("node:fs")',
    'console.log.constructor("return globalThis.process.env.HOME")()',
    'await import("node:fs")',
    'eval("process")',
    'context.constructor.constructor("return process")().exit()',
  ])('by %s is not there', async (body) => {
    const error = await errorOf(pool.run(requestOf(body)));
    expect(error.code).toBe('CODE_THROWN');
    expect(error.message).toMatch(/not defined|not available|Cannot read properties of undefined/);
  });

  it('is not among the globals or on the stack', async () => {
    const body = `
      Error.prepareStackTrace = (_, sites) => sites.map((site) => typeof site.getFunction() + typeof site.getThis());
      const stack = new Error('x').stack;
      const names = Object.getOwnPropertyNames(globalThis).filter((name) => /^[a-z]/.test(name)).sort().join(' ');
      return { names, stack: [...new Set(stack)] }`;
    const { result } = await pool.run(requestOf(body));
    expect(result).toEqual({
      stack: ['undefinedundefined'],
      names:
        'atob btoa clearTimeout console crypto decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval fetch ' +
        'globalThis isFinite isNaN parseFloat parseInt setTimeout structuredClone undefined unescape',
    });
  });

  it('is not left open for the next run', async () => {
    const leave = `globalThis.left = Array.prototype.left = Math.left = 1;
      JSON.stringify = () => '{"taken":true}'; return {}`;
    const look = 'return { found: [typeof left, typeof [].left, typeof Math.left, JSON.stringify(1)] }';
    // As many runs as make sure that each runner had both.
    for (let turn = 0; turn < 6; turn += 1) {
      await pool.run(requestOf(leave));
      const { result } = await pool.run(requestOf(look));
      expect(result).toEqual({ found: ['undefined', 'undefined', 'undefined', '1'] });
    }
  });
});
