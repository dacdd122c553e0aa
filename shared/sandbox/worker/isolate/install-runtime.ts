// The author's side of the wall: console, timers, and the wrapper around the author's function, which
// catches and encodes everything before it leaves the isolate. See harden.ts for the rules of this folder.
// The host functions stay in closures. Even if one were reached, it could only write to the console, wait, end the run,
// or ask for a request that the parent allows or refuses, which the author may do anyway.
import type { EncodedResult } from './create-result-encoder.ts';

export interface IsolateHost {
  readonly log: (level: string, text: string) => void;
  readonly wait: (timer: number, ms: number) => void;
  readonly succeed: (json: string) => void;
  readonly fail: (code: string, reason: string, stack: string) => void;
}

export interface IsolateTools {
  readonly encodeResult: (value: unknown, maxLength: number) => EncodedResult;
  readonly describe: (value: unknown, maxLength: number) => string;
  readonly levels: readonly string[];
  readonly maxEntries: number;
  readonly maxTextLength: number;
  readonly maxTotalLength: number;
}

export interface IsolateRuntime {
  /** Runs the function that a module exports as default. */
  readonly start: (module: object, input: string, maxLength: number) => void;
  readonly fire: (timer: number) => void;
}

export function installRuntime(host: IsolateHost, tools: IsolateTools): IsolateRuntime {
  const { apply, get } = Reflect;
  const { defineProperty, freeze } = Object;
  const { setPrototypeOf } = Reflect;
  const { slice } = String.prototype;
  const { parse } = JSON;
  const { min, max, trunc } = Math;
  const toText = String;
  const toNumber = Number;
  const Failure = Error;
  const maxTimers = 10_000;
  const noFunction = 'it must contain export default async function ({ context, args }) { … }';

  function expose(name: string, value: unknown): void {
    defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }

  function cut(value: unknown, length: number): string {
    return apply(slice, toText(value), [0, length]);
  }

  function describeSafely(value: unknown, length: number): string {
    try {
      return tools.describe(value, length);
    } catch {
      return '[unreadable]'; // A getter or proxy of the author threw.
    }
  }

  function failWith(thrown: unknown): void {
    let code = 'CODE_THROWN';
    let reason = '';
    let stack = '';
    try {
      if (typeof thrown === 'object' && thrown !== null && thrown instanceof Failure) {
        reason = cut(get(thrown, 'message'), 2_000);
        stack = cut(get(thrown, 'stack'), 8_000);
        const name = cut(get(thrown, 'name'), 100);
        if (name === 'FetchRefusedError') code = 'CODE_FETCH_REFUSED';
        else if (name !== 'Error' && name !== 'FetchError') reason = cut(`${name}: ${reason}`, 2_000);
      } else reason = describeSafely(thrown, 2_000);
    } catch {
      reason = 'it threw something that cannot be read';
    }
    host.fail(code, reason, stack);
  }

  // console
  let entries = 0;
  let written = 0;
  function log(level: string, values: readonly unknown[]): void {
    if (entries >= tools.maxEntries) return;
    entries += 1;
    let text = '';
    for (let index = 0; index < values.length && text.length < tools.maxTextLength; index += 1) {
      if (index > 0) text += ' ';
      text += describeSafely(values[index], tools.maxTextLength - text.length);
    }
    written += text.length;
    if (entries < tools.maxEntries && written <= tools.maxTotalLength) {
      host.log(level, text);
      return;
    }
    entries = tools.maxEntries;
    host.log('warn', 'The rest of the console output was left out.');
  }
  const output: Record<string, unknown> = {};
  for (const level of tools.levels) output[level] = (...values: unknown[]) => log(level, values);
  expose('console', freeze(output));

  // timers
  const timers: Record<number, (() => void) | undefined> = {};
  setPrototypeOf(timers, null);
  let lastTimer = 0;
  expose('setTimeout', (callback: unknown, ms: unknown, ...parameters: unknown[]) => {
    if (typeof callback !== 'function') throw new Failure('setTimeout needs a function');
    if (lastTimer >= maxTimers) throw new Failure(`setTimeout can be used ${maxTimers} times in one run`);
    lastTimer += 1;
    timers[lastTimer] = () => void apply(callback, undefined, parameters);
    host.wait(lastTimer, max(0, min(trunc(toNumber(ms)) || 0, 60_000)));
    return lastTimer;
  });
  expose('clearTimeout', (timer: unknown) => {
    if (typeof timer === 'number') timers[timer] = undefined;
  });

  async function start(entry: (input: unknown) => unknown, input: string, maxLength: number): Promise<void> {
    try {
      const result = tools.encodeResult(await entry(parse(input)), maxLength);
      if (result.isOk) host.succeed(result.json);
      else host.fail(result.code, result.reason, '');
    } catch (thrown) {
      failWith(thrown);
    }
  }

  return {
    // Returns nothing: a promise that left the isolate would be looked at with names the author can change.
    start(module, input, maxLength) {
      let entry: unknown;
      try {
        entry = get(module, 'default');
      } catch {
        // An export that is not ready: the script awaits something outside of its function.
        return host.fail('CODE_SYNTAX', 'await is available inside the function only', '');
      }
      if (typeof entry !== 'function') return host.fail('CODE_SYNTAX', noFunction, '');
      const call = entry;
      void start((given) => apply(call, undefined, [given]), input, maxLength);
    },
    fire(timer) {
      const callback = timers[timer];
      timers[timer] = undefined;
      if (callback === undefined) return;
      try {
        callback();
      } catch (thrown) {
        failWith(thrown);
      }
    },
  };
}
