// Every message between the parent and a runner. Each belongs to a run by its `id`; the union is closed.
// Invariants: scripts, inputs and results cross as text, so neither side's structured clone ever meets what an
// author built; a runner is not trusted, so the parent parses what it says with these schemas and kills a
// runner that says anything else. The runner checks by hand (worker/read-run-message.ts), so that it loads
// nothing but its own few files.
// `fetch` and `answer` belong together by the run's `id` and the call's ordinal within it.
import { z } from 'zod';
import { consoleLevels, longestRequest, maxConsoleTextLength } from './runner-constants.ts';

/** Parent to runner: run this script now. One at a time. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  /** As in `CodeRunRequest`; empty = an isolate of its own. */
  readonly realm: string;
  readonly code: string;
  /** JSON of `{ context, args }`. */
  readonly input: string;
  readonly seed: string;
  /** What `crypto` makes its random values from; not to be guessed. */
  readonly entropy: string;
  /** What the script sees as the current time, in epoch milliseconds. */
  readonly now: number;
  readonly cpuMs: number;
  readonly memoryMb: number;
  readonly resultBytes: number;
}

/** Parent to runner: what came of a request. */
export interface AnswerMessage {
  readonly type: 'answer';
  readonly id: number;
  readonly call: number;
  /** JSON of `{ response }` or `{ error: { name, message } }`. */
  readonly json: string;
}

/** Failures that the runner itself recognizes. The others (time, death, cancelling) are the parent's. */
const scriptFailureCodes = [
  'CODE_SYNTAX',
  'CODE_THROWN',
  'CODE_CPU',
  'CODE_MEMORY',
  'CODE_RESULT_INVALID',
  'CODE_RESULT_TOO_LARGE',
  'CODE_FETCH_REFUSED',
] as const;

export const consoleEntrySchema = z.object({
  level: z.enum(consoleLevels),
  text: z.string().max(maxConsoleTextLength + 1),
});

/** One line that the author's code wrote with `console.*`. */
export type ConsoleEntry = Readonly<z.infer<typeof consoleEntrySchema>>;

export const scriptFailureSchema = z.object({
  code: z.enum(scriptFailureCodes),
  /** The cause in a few words, not a sentence; empty where the code says all. */
  reason: z.string().max(2_000),
  /** Line of the author's code, from 1. */
  line: z.int().positive().optional(),
});

export type ScriptFailure = Readonly<z.infer<typeof scriptFailureSchema>>;

const id = z.int().nonnegative();

export const runnerMessageSchema = z.discriminatedUnion('type', [
  /** An isolate is warm; the next script may come. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('console'), id, entry: consoleEntrySchema }),
  /** The script computes a lot: give its runner less of the processor. */
  z.object({ type: z.literal('heavy'), id }),
  /** The script asks for something outside; `json` is an `HttpRequest`, unchecked. */
  z.object({ type: z.literal('fetch'), id, call: id, json: z.string().max(longestRequest) }),
  z.object({ type: z.literal('abandon'), id, call: id }),
  z.object({ type: z.literal('result'), id, json: z.string() }),
  z.object({ type: z.literal('failure'), id, failure: scriptFailureSchema }),
]);

/** Runner to parent. */
export type RunnerMessage = Readonly<z.infer<typeof runnerMessageSchema>>;
