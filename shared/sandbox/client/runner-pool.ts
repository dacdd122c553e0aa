// Runs authors' scripts in runner processes: who runs where and when.
// Invariants:
// - one script per runner at a time, in an isolate that no other script has seen;
// - waiting scripts run in order of arrival, except that a script text that runs already, or was stopped at a limit
//   the last time, leaves idle runners to other scripts (as many as it runs, at most the number of spares): a
//   script that hangs in many conversations does not make those of others wait;
// - a runner that ended is replaced; idle spares are kept warm; more are started only while a shortage lasts;
// - every call of `run` settles; time spent waiting counts against no limit of the script.
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { type CodeLimits, codeLimitsSchema } from '../protocol/code-limits.ts';
import type { CodeRunRequest, CodeRunResult, FetchForScript } from '../protocol/code-run.ts';
import { codeFailure } from './code-failure.ts';
import { type Runner, type RunnerState, startRunner } from './runner.ts';
import { type RunnerSetup, type RunnerSetupOptions, runnerSetup } from './runner-setup.ts';

export interface RunnerPoolOptions extends RunnerSetupOptions {
  /** Processes at most (8). About 90 MB each, plus what scripts use. */
  readonly maxRunners?: number;
  /** Idle runners kept warm (2). */
  readonly spares?: number;
  /** Scripts after which a runner is replaced (50), a little later if no other one is idle. */
  readonly runsPerRunner?: number;
  /** Scripts that may wait (1,000); beyond that a call is refused at once. */
  readonly maxQueued?: number;
}

export interface RunnerPoolStats {
  readonly runners: Readonly<Record<Exclude<RunnerState, 'ended'>, number>>;
  readonly queued: number;
  /** Runners started so far. */
  readonly started: number;
  readonly pids: readonly number[];
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  readonly fetch?: FetchForScript;
}

export interface RunnerPool extends AsyncDisposable {
  /**
   * Runs a script once. An abort stops it at once. Without `fetch`, its requests are refused.
   * @throws {AppError} CODE_* as shared/errors lists them, with `details.console` and, where known, `details.line`;
   * CANCELLED; INVALID_INPUT for limits beyond their ceilings.
   */
  run(request: CodeRunRequest, options?: RunOptions): Promise<CodeRunResult>;
  stats(): RunnerPoolStats;
  /** Stops everything; resolves when every process is gone. */
  close(): Promise<void>;
}

interface Waiting {
  readonly request: CodeRunRequest;
  readonly fetch: FetchForScript | undefined;
  readonly settle: PromiseWithResolvers<CodeRunResult>;
  runner: Runner | undefined;
}

const shortageMs = 50;
const surplusMs = 30_000;
const maxFailedStarts = 2;
const stopCodes: ReadonlySet<string> = new Set([
  'CODE_CPU',
  'CODE_TIMEOUT',
  'CODE_MEMORY',
] satisfies ErrorCode[]);
const maxRemembered = 100;

export function createRunnerPool(options: RunnerPoolOptions = {}): RunnerPool {
  const maxRunners = Math.max(1, options.maxRunners ?? 8);
  const spares = Math.min(options.spares ?? 2, maxRunners);
  const runsPerRunner = options.runsPerRunner ?? 50;
  const maxQueued = options.maxQueued ?? 1_000;

  const runners = new Set<Runner>();
  const queue: Waiting[] = [];
  const runningByScript = new Map<string, number>();
  const stoppedScripts = new Set<string>();
  let setup: RunnerSetup | undefined;
  let started = 0;
  let failedStarts = 0;
  let isClosed = false;
  let shortageTimer: NodeJS.Timeout | undefined;
  let surplusTimer: NodeJS.Timeout | undefined;

  function count(...states: readonly RunnerState[]): number {
    return [...runners].filter((runner) => states.includes(runner.state)).length;
  }

  function start(): void {
    let runner: Runner;
    let isReady = false;
    try {
      setup ??= runnerSetup(options);
      runner = startRunner(setup, () => {
        isReady = true;
        failedStarts = 0;
        update();
      });
    } catch (thrown) {
      failedStarts = maxFailedStarts;
      return rejectQueue(AppError.from(thrown));
    }
    started += 1;
    runners.add(runner);
    void forget();
    async function forget(): Promise<void> {
      const complaint = await runner.ended;
      runners.delete(runner);
      if (!isReady && !isClosed) failStart(complaint);
      update();
    }
  }

  /** A start may fail by chance; when it keeps failing, those who wait are told instead of waiting for ever. */
  function failStart(complaint: string): void {
    failedStarts += 1;
    if (failedStarts < maxFailedStarts) return;
    rejectQueue(
      new AppError(
        'CODE_RUNNER_FAILED',
        'Code steps cannot run on this computer now: the sandbox process ended before it was ready. Close other ' +
          'programs and try again; if it happens again, install Dialogram again.',
        { blame: 'environment', details: { complaint } },
      ),
    );
  }

  function rejectQueue(error: AppError): void {
    for (const waiting of queue.splice(0)) waiting.settle.reject(error);
  }

  /** Starts what is missing: at once while there are fewer than the spares, else when a shortage lasts. */
  function grow(): void {
    // Where starting fails, only someone who waits is a reason to try again.
    const mayStart = (): boolean => failedStarts < maxFailedStarts || queue.length > 0;
    const atOnce = Math.max(spares, queue.length > 0 ? 1 : 0);
    while (mayStart() && runners.size < atOnce) start();
    const isShort =
      count('idle', 'warming', 'starting') < spares || (queue.length > 0 && count('starting') === 0);
    if (!isShort || !mayStart() || runners.size >= maxRunners) {
      clearTimeout(shortageTimer);
      shortageTimer = undefined;
      return;
    }
    shortageTimer ??= setTimeout(() => {
      shortageTimer = undefined;
      start();
      update();
    }, shortageMs);
  }

  function shrink(): void {
    if (surplusTimer !== undefined || count('idle') <= spares) return;
    surplusTimer = setTimeout(() => {
      surplusTimer = undefined;
      const idle = [...runners].filter((runner) => runner.state === 'idle');
      for (const runner of idle.slice(spares)) runner.kill();
    }, surplusMs);
    surplusTimer.unref();
  }

  /** How many idle runners a script leaves to others. */
  function reserveFrom(code: string): number {
    const copies = (runningByScript.get(code) ?? 0) + (stoppedScripts.has(code) ? 1 : 0);
    return Math.min(copies, spares, maxRunners - 1);
  }

  function remember(code: string, error?: unknown): void {
    if (!AppError.is(error) || !stopCodes.has(error.code)) stoppedScripts.delete(code);
    else if (stoppedScripts.size < maxRemembered) stoppedScripts.add(code);
  }

  function dispatch(): void {
    for (const runner of runners) {
      if (runner.state !== 'idle') continue;
      const idle = count('idle');
      const index = queue.findIndex(({ request }) => idle > reserveFrom(request.code));
      const [waiting] = index === -1 ? [] : queue.splice(index, 1);
      if (waiting === undefined) return;
      const { code } = waiting.request;
      runningByScript.set(code, (runningByScript.get(code) ?? 0) + 1);
      waiting.runner = runner;
      void runOn(runner, waiting);
    }
  }

  async function runOn(
    runner: Runner,
    { request: { code }, request, fetch, settle }: Waiting,
  ): Promise<void> {
    try {
      settle.resolve(await runner.run(request, fetch));
      remember(code);
    } catch (thrown) {
      settle.reject(thrown);
      remember(code, thrown);
    }
    const left = (runningByScript.get(code) ?? 1) - 1;
    if (left === 0) runningByScript.delete(code);
    else runningByScript.set(code, left);
    update();
  }

  /** Replaces runners that have had their number of scripts, not the last idle one unless it is overdue. */
  function retire(): void {
    for (const runner of runners) {
      const isDue = runner.state === 'idle' && runner.runs >= runsPerRunner;
      if (isDue && (count('idle') > 1 || runner.runs >= 2 * runsPerRunner)) runner.kill();
    }
  }

  function update(): void {
    if (isClosed) return;
    retire();
    dispatch();
    grow();
    shrink();
  }

  async function run(request: CodeRunRequest, { signal, fetch }: RunOptions = {}): Promise<CodeRunResult> {
    const limits = checkedLimits(request.limits);
    if (isClosed || signal?.aborted === true) throw codeFailure({ code: 'CANCELLED' }, limits);
    if (queue.length >= maxQueued) {
      throw codeFailure(
        { code: 'CODE_RUNNER_FAILED', reason: 'too many code steps are waiting already' },
        limits,
      );
    }
    const waiting: Waiting = {
      request: { ...request, limits },
      fetch,
      settle: Promise.withResolvers(),
      runner: undefined,
    };
    const cancel = (): void => {
      const index = queue.indexOf(waiting);
      if (index === -1) return waiting.runner?.cancel();
      queue.splice(index, 1);
      waiting.settle.reject(codeFailure({ code: 'CANCELLED' }, limits));
    };
    signal?.addEventListener('abort', cancel);
    queue.push(waiting);
    update();
    try {
      return await waiting.settle.promise;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    clearTimeout(shortageTimer);
    clearTimeout(surplusTimer);
    for (const waiting of queue.splice(0)) {
      waiting.settle.reject(codeFailure({ code: 'CANCELLED' }, waiting.request.limits));
    }
    const leaving = [...runners];
    for (const runner of leaving) runner.cancel();
    await Promise.all(leaving.map((runner) => runner.ended));
  }

  update();
  return {
    run,
    close,
    [Symbol.asyncDispose]: close,
    stats: () => ({
      runners: {
        starting: count('starting'),
        idle: count('idle'),
        busy: count('busy'),
        warming: count('warming'),
      },
      queued: queue.length,
      started,
      pids: [...runners].flatMap((runner) => (runner.pid === undefined ? [] : [runner.pid])),
    }),
  };
}

function checkedLimits(limits: CodeLimits): CodeLimits {
  const parsed = codeLimitsSchema.safeParse(limits);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'INVALID_INPUT',
    `The code step's limit ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? ''}. Change it in the step's settings.`,
  );
}
