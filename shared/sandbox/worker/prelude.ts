// The source text that every isolate runs before an author's script, put together once per runner.
import {
  consoleLevels,
  maxConsoleEntries,
  maxConsoleTextLength,
  maxConsoleTotalLength,
} from '../protocol/runner-constants.ts';
import { createDescriber } from './isolate/create-describer.ts';
import { createResultEncoder } from './isolate/create-result-encoder.ts';
import { fixClock } from './isolate/fix-clock.ts';
import { harden } from './isolate/harden.ts';
import { installRuntime } from './isolate/install-runtime.ts';

const numbers = JSON.stringify({
  levels: consoleLevels,
  maxEntries: maxConsoleEntries,
  maxTextLength: maxConsoleTextLength,
  maxTotalLength: maxConsoleTotalLength,
});

/**
 * The body of a function whose `$0` to `$3` are the members of `IsolateHost`. It returns `start` and `fire` of
 * `IsolateRuntime`, and `begin`, which sets seed and clock and comes first.
 */
export const prelude = `'use strict';
(${harden.toString()})();
const begin = (${fixClock.toString()})();
const encodeResult = (${createResultEncoder.toString()})();
const describe = (${createDescriber.toString()})();
const host = { __proto__: null, log: $0, wait: $1, succeed: $2, fail: $3 };
const runtime = (${installRuntime.toString()})(host, { __proto__: null, encodeResult, describe, ...${numbers} });
return { __proto__: null, begin, start: runtime.start, fire: runtime.fire };`;
