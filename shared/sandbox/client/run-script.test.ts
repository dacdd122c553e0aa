import { afterAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/util/json.ts';
import type { CodeRunResult } from '../protocol/code-run.ts';
import { createRunnerPool } from './runner-pool.ts';
import { errorOf, requestOf, type RequestChanges } from './script-request.testing.ts';

const pool = createRunnerPool();
afterAll(() => pool.close());

async function resultOf(body: string, changes?: RequestChanges): Promise<JsonObject> {
  return (await pool.run(requestOf(body, changes))).result;
}

function failureOf(body: string, changes?: RequestChanges): ReturnType<typeof errorOf> {
  return errorOf(pool.run(requestOf(body, changes)));
}

describe('a script', () => {
  it('gets context and args and gives a result', async () => {
    expect(await resultOf('return { text: context.user.name + args.count, list: [1, null, true] }')).toEqual({
      text: 'Ada2',
      list: [1, null, true],
    });
  });

  it('may await and use setTimeout and clearTimeout', async () => {
    const body = `
      let isFired = false;
      const timer = setTimeout(() => { isFired = true; }, 1);
      clearTimeout(timer);
      const word = await new Promise((resolve) => setTimeout(resolve, 15, 'late'));
      return { word, isFired };`;
    expect(await resultOf(body)).toEqual({ word: 'late', isFired: false });
  });

  it('leaves properties that are undefined and keys that reach a prototype out of the result', async () => {
    const body = `return { none: undefined, ...JSON.parse('{"a":{"constructor":1,"prototype":2,"b":3}}'),
      ['__proto__']: { isAdmin: true } };`;
    expect(JSON.stringify(await resultOf(body))).toBe('{"a":{"b":3}}');
  });

  it('sees one fixed time', async () => {
    const body = `await new Promise((resolve) => setTimeout(resolve, 15));
      return { now: Date.now(), iso: new Date().toISOString(), text: Date(), hour: new Date().getHours(),
        day: new Intl.DateTimeFormat('en').format(), own: new (class extends Date {})().getTime(),
        other: new Date(0).getTime() };`;
    expect(await resultOf(body)).toEqual({
      now: 1_700_000_000_000,
      iso: '2023-11-14T22:13:20.000Z',
      text: 'Tue Nov 14 2023 22:13:20 GMT+0000 (Coordinated Universal Time)',
      hour: 22,
      day: '11/14/2023',
      own: 1_700_000_000_000,
      other: 0,
    });
  });

  it('gets the same random numbers for the same seed and others for another', async () => {
    const body = 'return { numbers: Array.from({ length: 5 }, Math.random) }';
    const [first, again, other] = await Promise.all([
      resultOf(body, { seed: 'conversation 1' }),
      resultOf(body, { seed: 'conversation 1' }),
      resultOf(body, { seed: 'conversation 2' }),
    ]);
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('spreads its random numbers evenly', async () => {
    const body =
      'let sum = 0; for (let i = 0; i < 1e5; i++) sum += Math.random(); return { mean: sum / 1e5 }';
    expect((await resultOf(body))['mean']).toBeCloseTo(0.5, 2);
  });

  it('may put its own in the place of what is there for it, and make away with it', async () => {
    const body = `
      globalThis.fetch = () => 'mine'; delete globalThis.atob; Object.defineProperty(globalThis, 'URL', { value: 'own' });
      const before = [fetch(), typeof atob, URL];
      const made = [typeof Headers, btoa('a'), new URLSearchParams('b=1').get('b'), Headers === Headers];
      Object.freeze(globalThis);
      return { before, made, after: [fetch(), typeof atob, URL], late: new TextEncoder().encode('a')[0] };`;
    const before = ['mine', 'undefined', 'own'];
    const made = ['function', 'YQ==', '1', true];
    expect(await resultOf(body)).toEqual({ before, made, after: before, late: 97 });
  });

  it('runs alike when it has replaced what the wrapper around it could use', async () => {
    const body = `
      JSON.stringify = () => { throw new Error('replaced'); };
      Object.prototype.toJSON = Array.prototype.toJSON = String.prototype.toJSON = () => 'replaced';
      Promise.prototype.then = Promise.resolve = Object.keys = Reflect.get = Reflect.apply = null;
      Array.prototype[Symbol.iterator] = Array.prototype.push = Function.prototype.call = null;
      Object.prototype.get = Object.prototype.construct = Object.prototype.apply = () => 'trapped';
      globalThis.String = globalThis.Error = globalThis.Promise = null;
      console.log({ a: 1 });
      return { list: [1], text: 'x', now: new Date().getTime() };`;
    const { result, console } = await pool.run(requestOf(body));
    expect(result).toEqual({ list: [1], text: 'x', now: 1_700_000_000_000 });
    expect(console).toEqual([{ level: 'log', text: '{ a: 1 }' }]);
  });
});

describe('console', () => {
  it('comes back with its level, in order', async () => {
    const body = `console.log('a', 1, null, undefined); console.warn({ b: [1, 'two'], c: { d: new Date() } });
      console.error(new TypeError('bad')); console.info(5n, () => 1); console.debug(Symbol('s')); return {}`;
    const { console }: CodeRunResult = await pool.run(requestOf(body));
    expect(console).toEqual([
      { level: 'log', text: 'a 1 null undefined' },
      {
        level: 'warn',
        text: '{ b: [ 1, "two" ], c: { d: Tue Nov 14 2023 22:13:20 GMT+0000 (Coordinated Universal Time) } }',
      },
      { level: 'error', text: 'TypeError: bad' },
      { level: 'info', text: '5n [function]' },
      { level: 'debug', text: 'Symbol(s)' },
    ]);
  });

  it('is bounded in entries and in length', async () => {
    const body = `for (let i = 0; i < 1e4; i++) console.log(i); return {}`;
    const many = (await pool.run(requestOf(body))).console;
    expect(many).toHaveLength(200);
    expect(many.at(-1)).toEqual({ level: 'warn', text: 'The rest of the console output was left out.' });
    const long = (await pool.run(requestOf(`console.log('x'.repeat(1e5)); return {}`))).console;
    expect(long[0]?.text).toHaveLength(2_000);
  });

  it('comes with the error when the script fails', async () => {
    const error = await failureOf(`console.log('before'); throw new Error('x')`);
    expect(error.details['console']).toEqual([{ level: 'log', text: 'before' }]);
  });
});

describe('a mistake', () => {
  it.each([
    ['throw new Error("no stock")', 2, 'on line 2: no stock.'],
    [
      'const user = null;\nuser.name;',
      3,
      "on line 3: TypeError: Cannot read properties of null (reading 'name').",
    ],
    ['setTimeout(() => { throw new Error("in a timer") }, 1); await new Promise(() => {})', 2, 'in a timer'],
    ['Promise.reject(new Error("nobody waits")); await new Promise(() => {})', 2, 'nobody waits'],
    ['await import("node:fs")', 2, 'import() is not available in code steps'],
  ])('in %j is CODE_THROWN with its line', async (body, line, words) => {
    const error = await failureOf(body);
    expect(error).toMatchObject({ code: 'CODE_THROWN', blame: 'user', details: { line } });
    expect(error.message).toContain(words);
  });

  it('that throws something that is no error says what it was', async () => {
    expect((await failureOf('throw { reason: ["a"] }')).message).toContain('{ reason: [ "a" ] }');
    expect((await failureOf('throw "plain"')).message).toContain(': plain.');
  });

  it.each([
    ['export default async function () {\n  const a = ;\n}', "on line 2: Unexpected token ';'"],
    ['const a = 1;', 'it must contain export default async function'],
    ['export default 5;', 'it must contain export default async function'],
    ['import fs from "node:fs";\nexport default () => ({});', 'imports "node:fs"'],
    [
      'await new Promise(() => {});\nexport default () => ({});',
      'await is available inside the function only',
    ],
  ])('in the text %j is CODE_SYNTAX', async (code, words) => {
    const error = await errorOf(pool.run({ ...requestOf(''), code }));
    expect(error.code).toBe('CODE_SYNTAX');
    expect(error.message).toContain(words);
  });

  it('outside of the function has its line too', async () => {
    const error = await errorOf(pool.run({ ...requestOf(''), code: '\n\nthrow new Error("at the top");' }));
    expect(error).toMatchObject({ code: 'CODE_THROWN', details: { line: 3 } });
  });
});

describe('fetch', () => {
  it('is refused where nobody performs it, saying that a connector is needed', async () => {
    const error = await failureOf('await fetch("https://api.example.com/v1?key=secret")');
    expect(error.code).toBe('CODE_FETCH_REFUSED');
    expect(error.message).toContain('needs a connector');
    expect(error.message).not.toContain('secret');
  });

  it('is refused when nobody awaits it', async () => {
    const error = await failureOf('fetch("https://a.example"); await new Promise(() => {})');
    expect(error.code).toBe('CODE_FETCH_REFUSED');
  });

  it('rejects with an error that the script can catch', async () => {
    const body =
      'try { await fetch("https://a.example") } catch (error) { return { message: error.message } }';
    expect((await resultOf(body))['message']).toContain('fetch needs a connector');
  });
});

describe('a result that is not plain JSON', () => {
  it.each([
    ['', 'it returned nothing'],
    ['return 5', 'it is a number'],
    ['return null', 'it is null'],
    ['return [1]', 'it is a list'],
    ['return () => 1', 'it is a function'],
    ['return { a: { b: [1, () => 1] } }', '"a.b[1]" is a function'],
    ['return { when: new Date() }', '"when" is a date'],
    ['return { a: new Map() }', '"a" is a Map'],
    ['return { a: new (class Order {})() }', '"a" is an object of a class'],
    ['return { a: Promise.resolve(1) }', '"a" is a promise; put await before it'],
    ['return { a: 0 / 0 }', '"a" is NaN'],
    ['return { a: [Infinity] }', '"a[0]" is Infinity'],
    ['return { a: 1n }', '"a" is a BigInt'],
    ['return { a: [undefined] }', '"a[0]" is undefined'],
    ['const a = {}; a.self = { a }; return a', '"self.a" is a reference back'],
    ['let a = {}; for (let i = 0; i < 1e4; i++) a = { a }; return a', 'nested more than 100 levels deep'],
  ])('of %j is named', async (body, words) => {
    const error = await failureOf(body);
    expect(error.code).toBe('CODE_RESULT_INVALID');
    expect(error.message).toContain(words);
  });
});
