// What a caller asks of the sandbox and what it gets back.
import type { HttpRequest, HttpResponse } from '#shared/model/connectors/http-message.ts';
import type { JsonObject } from '#shared/util/json.ts';
import type { CodeLimits } from './code-limits.ts';
import type { ConsoleEntry } from './messages.ts';

export interface CodeRunRequest {
  /**
   * Whose script it is: the project's id. Scripts of one realm may run in one isolate, one after the other, each in a context of its
   * own; those of two never do. Default: an isolate of its own.
   */
  readonly realm?: string;
  /** The author's script, an ES module: `export default async function ({ context, args }) { … }`. */
  readonly code: string;
  readonly context: JsonObject;
  readonly args: JsonObject;
  /** Same seed, same sequence of `Math.random`. */
  readonly seed: string;
  /** What `crypto` makes its random values from; not to be guessed. */
  readonly entropy: string;
  /** What `Date.now()` gives during the whole run, in epoch milliseconds. */
  readonly now: number;
  readonly limits: CodeLimits;
}

export interface CodeRunResult {
  /** What the script returned, without the keys `__proto__`, `constructor` and `prototype`. */
  readonly result: JsonObject;
  readonly console: readonly ConsoleEntry[];
}

/** Performs one `fetch` of a script. What it rejects with is an AppError whose message the script gets. */
export type FetchForScript = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;
