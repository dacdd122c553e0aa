// Runs one script in one warm context and reports how it ended, once.
// Invariants: everything of the author happens on the isolate's own thread, so this thread stays free to measure;
// an isolate that went past a limit is left as it is (its thread may not be stoppable), the parent ends the process.
import type ivm from 'isolated-vm';
import type { AnswerMessage, RunMessage, RunnerMessage, ScriptFailure } from '../protocol/messages.ts';
import {
  allowedRssGrowth,
  consoleLevels,
  maxConsoleTextLength,
  maxRequests,
  scriptFileName,
} from '../protocol/runner-constants.ts';
import { createRandom } from './host-tools.ts';
import type { WarmContext } from './warm-isolate.ts';

const watchEveryMs = 20;
/** For what a script left running when it had its result. */
const patienceMs = 5;
/** From here on a script gives way to others. */
const heavyCpuMs = 100;

export interface RunningScript {
  /** Resolves when the run has ended and said so, and whether everything that it began in the isolate has come back soon after. */
  readonly ended: Promise<boolean>;
  /** Hands in what came of a request. */
  answer(message: AnswerMessage): void;
}

export function runScript(
  warm: WarmContext,
  run: RunMessage,
  send: (message: RunnerMessage) => void,
): RunningScript {
  const { id } = run;
  const { isolate } = warm;
  const timers = new Set<NodeJS.Timeout>();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const rssLimit = process.memoryUsage.rss() + allowedRssGrowth(run.memoryMb);
  const cpuBefore = isolate.cpuTime;
  const inside = new Set<Promise<unknown>>();
  let isHeavy = false;
  let requests = 0;

  function end(message: RunnerMessage): void {
    if (warm.hearing.by === undefined) return;
    warm.hearing.by = undefined;
    clearInterval(watch);
    for (const timer of timers) clearTimeout(timer);
    send(message);
    void settled(inside).then((hasReturned) => resolve(hasReturned && !isHeavy));
  }

  /** Something that is under way on the isolate's thread. */
  function begin(entering: Promise<unknown>): void {
    inside.add(entering);
    entering.catch(failSoon).finally(() => inside.delete(entering));
  }

  function fail(code: ScriptFailure['code'], reason = '', stack = ''): void {
    const line = lineIn(stack);
    const isOutOfBuffers = code === 'CODE_THROWN' && reason === 'RangeError: Array buffer allocation failed';
    const failure: ScriptFailure = {
      code: isOutOfBuffers ? 'CODE_MEMORY' : code,
      reason: reason.slice(0, 2_000),
      ...(line === undefined ? {} : { line }),
    };
    end({ type: 'failure', id, failure });
  }

  /** What came out of the isolate as an error: it was disposed for memory, or something went unhandled. */
  function failWith(thrown: unknown): void {
    if (isolate.isDisposed) return fail('CODE_MEMORY');
    if (!(thrown instanceof Error)) return fail('CODE_THROWN', String(thrown));
    // An error keeps its message but not its own name on the way out.
    if (/^fetch (?:needs|may not)/u.test(thrown.message))
      return fail('CODE_FETCH_REFUSED', thrown.message, thrown.stack);
    const reason = thrown.name === 'Error' ? thrown.message : `${thrown.name}: ${thrown.message}`;
    fail('CODE_THROWN', reason, thrown.stack);
  }

  function measure(): void {
    if (isolate.isDisposed) return fail('CODE_MEMORY');
    const cpuMs = Number(isolate.cpuTime - cpuBefore) / 1e6;
    if (process.memoryUsage.rss() > rssLimit) return fail('CODE_MEMORY');
    if (cpuMs > run.cpuMs) return fail('CODE_CPU');
    if (cpuMs > heavyCpuMs && !isHeavy) {
      isHeavy = true;
      send({ type: 'heavy', id });
    }
  }

  warm.hearing.by = {
    log(level, text) {
      const known = consoleLevels.find((name) => name === level);
      if (known === undefined) return;
      send({ type: 'console', id, entry: { level: known, text: text.slice(0, maxConsoleTextLength) } });
    },
    wait(timer, ms) {
      const handle = setTimeout(() => {
        timers.delete(handle);
        begin(warm.enter.apply(undefined, ['fire', timer]));
      }, ms);
      timers.add(handle);
    },
    succeed(json) {
      if (Buffer.byteLength(json) > run.resultBytes) fail('CODE_RESULT_TOO_LARGE');
      else end({ type: 'result', id, json });
    },
    fail(code, reason, stack) {
      const known = reportedCodes.find((name) => name === code);
      fail(known ?? 'CODE_THROWN', reason, stack);
    },
    request(call, json) {
      requests += 1;
      if (requests > maxRequests) return;
      send({ type: 'fetch', id, call, json });
    },
    abandon(call) {
      send({ type: 'abandon', id, call });
    },
    random: createRandom(run.entropy),
    breakDown: () => fail('CODE_MEMORY'),
  };
  // What the script itself reported is on its way to this thread; it goes before what its thread reports.
  const failSoon = (thrown: unknown): void => void setImmediate(() => failWith(thrown));
  const watch = setInterval(measure, watchEveryMs);

  async function enter(): Promise<void> {
    const refusal = await enterScript(warm, run);
    if (refusal !== undefined) fail('CODE_SYNTAX', refusal.reason, refusal.at);
  }
  begin(enter());
  return {
    ended: promise,
    answer({ id: of, call, json }) {
      if (of === id && warm.hearing.by !== undefined)
        begin(warm.enter.apply(undefined, ['answer', call, json]));
    },
  };
}

/** Whether all of them have ended before a moment has passed. */
async function settled(inside: ReadonlySet<Promise<unknown>>): Promise<boolean> {
  if (inside.size === 0) return true;
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const timeout = setTimeout(() => resolve(false), patienceMs);
  const all = Promise.allSettled(inside).then(() => true);
  const isSettled = await Promise.race([all, late]);
  clearTimeout(timeout);
  return isSettled;
}

const reportedCodes = [
  'CODE_SYNTAX',
  'CODE_THROWN',
  'CODE_RESULT_INVALID',
  'CODE_RESULT_TOO_LARGE',
  'CODE_FETCH_REFUSED',
] as const satisfies readonly ScriptFailure['code'][];

interface Refusal {
  readonly reason: string;
  readonly at: string;
}

/**
 * Compiles the script and calls its function; answers with what keeps it from running, if anything. What is done at once here runs
 * nothing of the author's, and nobody else is in the isolate.
 */
async function enterScript(
  { isolate, context, enter, compiled }: WarmContext,
  run: RunMessage,
): Promise<Refusal | undefined> {
  enter.applySync(undefined, ['begin', run.seed, run.now]);
  let script: ivm.Module;
  try {
    script = isolate.compileModuleSync(run.code, { filename: scriptFileName });
  } catch (thrown) {
    if (isolate.isDisposed || !(thrown instanceof SyntaxError)) throw thrown;
    return { reason: thrown.message.replace(/ \[[^\]]*\]$/, ''), at: thrown.message };
  }
  compiled.script = script;
  const [imported] = script.dependencySpecifiers;
  if (imported !== undefined) {
    return { reason: `import is not available in code steps, and the code imports "${imported}"`, at: '' };
  }
  script.instantiateSync(context, () => {
    throw new Error('import is not available in code steps');
  });
  await script.evaluate();
  const exported = script.namespace.derefInto({ release: true });
  await enter.apply(undefined, ['start', exported, run.input, run.resultBytes]);
  return undefined;
}

/** Where the author's code stands in a stack trace or a syntax error. */
function lineIn(stack: string): number | undefined {
  const line = stack.split(`${scriptFileName}:`)[1]?.match(/^\d+/)?.[0];
  return line === undefined ? undefined : Number(line);
}
