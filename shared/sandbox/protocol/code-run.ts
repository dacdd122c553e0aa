// What a caller asks of the sandbox and what it gets back.
import type { JsonObject } from '#shared/util/json.ts';
import type { CodeLimits } from './code-limits.ts';
import type { ConsoleEntry } from './messages.ts';

export interface CodeRunRequest {
  /** The author's script, an ES module: `export default async function ({ context, args }) { … }`. */
  readonly code: string;
  readonly context: JsonObject;
  readonly args: JsonObject;
  /** Same seed, same sequence of `Math.random`. */
  readonly seed: string;
  /** What `Date.now()` gives during the whole run, in epoch milliseconds. */
  readonly now: number;
  readonly limits: CodeLimits;
}

export interface CodeRunResult {
  /** What the script returned, without the keys `__proto__`, `constructor` and `prototype`. */
  readonly result: JsonObject;
  readonly console: readonly ConsoleEntry[];
}
