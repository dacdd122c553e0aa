// One runner process, from start to end.
// Invariants: one script at a time; whatever a runner says is parsed; a runner that broke a limit, lied, or was
// cancelled is killed and never used again; every run settles exactly once, at the latest when the process ends.
import { type ChildProcess, fork } from 'node:child_process';
import { Socket } from 'node:net';
import type { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { CodeRunRequest, CodeRunResult, FetchForScript } from '../protocol/code-run.ts';
import {
  type AnswerMessage,
  type ConsoleEntry,
  type RunMessage,
  type RunnerMessage,
  runnerMessageSchema,
} from '../protocol/messages.ts';
import { allowedRssGrowth, maxConsoleEntries } from '../protocol/runner-constants.ts';
import { type CodeFailure, codeFailure } from './code-failure.ts';
import { createFetchCalls, type FetchCalls } from './fetch-calls.ts';
import { lowerPriority, residentBytes } from './process-care.ts';
import { readResult } from './read-result.ts';
import type { RunnerSetup } from './runner-setup.ts';

const startWithinMs = 20_000;
const watchEveryMs = 50;
const maxComplaintLength = 4_000;

export type RunnerState = 'starting' | 'idle' | 'busy' | 'warming' | 'ended';

export interface Runner {
  readonly pid: number | undefined;
  readonly state: RunnerState;
  /** Scripts it has taken so far. */
  readonly runs: number;
  /** Only while idle. Rejects with an AppError. */
  run(request: CodeRunRequest, fetch: FetchForScript | undefined): Promise<CodeRunResult>;
  /** Stops the script that runs, if any, and the process with it. */
  cancel(): void;
  kill(): void;
  /** Resolves when the process is gone, with what it said on its way out. */
  readonly ended: Promise<string>;
}

interface Run {
  readonly id: number;
  readonly request: CodeRunRequest;
  readonly console: ConsoleEntry[];
  readonly calls: FetchCalls;
  readonly rssLimit: number;
  readonly resolve: (result: CodeRunResult) => void;
  readonly reject: (error: AppError) => void;
}

export function startRunner(setup: RunnerSetup, onReady: () => void): Runner {
  const child = fork(setup.entry, [setup.addonPath], {
    execPath: setup.nodePath,
    execArgv: [...setup.execArgv],
    // Scripts see the same time zone on every machine.
    env: { TZ: 'UTC' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let state: RunnerState = 'starting';
  let runs = 0;
  let complaint = '';
  let current: Run | undefined;
  let isHeavy = false;
  let wall: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  const { promise: ended, resolve: resolveEnded } = Promise.withResolvers<string>();
  const startLimit = setTimeout(kill, startWithinMs);

  function kill(): void {
    state = 'ended';
    hold(child, true);
    child.kill('SIGKILL');
  }

  /** Takes the run that is under way, so that it can be settled once. */
  function takeRun(): Run | undefined {
    const run = current;
    current = undefined;
    clearTimeout(wall);
    clearInterval(watch);
    run?.calls.end();
    return run;
  }

  function fail(failure: CodeFailure, isRunnerUsable = false): void {
    const run = takeRun();
    if (!isRunnerUsable) kill();
    run?.reject(codeFailure(failure, run.request.limits, run.console));
  }

  function endWith(error: AppError): void {
    const run = takeRun();
    kill();
    run?.reject(error);
  }

  function send(message: RunMessage | AnswerMessage): void {
    child.send(message, (error) => {
      if (error !== null) fail({ code: 'CODE_RUNNER_FAILED', reason: 'the sandbox could not be reached' });
    });
  }

  function finishRun(): void {
    if (isHeavy) kill();
    else state = 'warming';
  }

  function receive(message: RunnerMessage): void {
    if (message.type === 'ready') {
      if (state !== 'starting' && state !== 'warming') return fail(misbehaved);
      clearTimeout(startLimit);
      state = 'idle';
      hold(child, false);
      return onReady();
    }
    // Something that a run said after it was settled from here.
    if (current === undefined || current.id !== message.id) return;
    switch (message.type) {
      case 'console':
        if (current.console.length < maxConsoleEntries) current.console.push(message.entry);
        return;
      case 'fetch':
        return current.calls.begin(message.call, message.json);
      case 'abandon':
        return current.calls.abandon(message.call);
      case 'heavy':
        isHeavy = true;
        if (child.pid !== undefined) lowerPriority(child.pid);
        return;
      case 'result': {
        const isSmall = Buffer.byteLength(message.json) <= current.request.limits.resultBytes;
        const result = isSmall ? readResult(message.json) : undefined;
        if (result === undefined) return fail(misbehaved);
        const run = takeRun();
        finishRun();
        return run?.resolve({ result, console: run.console });
      }
      case 'failure': {
        const { code } = message.failure;
        const isRunnerUsable = code !== 'CODE_CPU' && code !== 'CODE_MEMORY';
        if (isRunnerUsable) finishRun();
        return fail(message.failure, isRunnerUsable);
      }
      default:
        return assertNever(message);
    }
  }

  child.on('message', (raw) => {
    if (state === 'ended') return;
    const parsed = runnerMessageSchema.safeParse(raw);
    if (parsed.success) receive(parsed.data);
    else fail(misbehaved);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-maxComplaintLength);
  });
  child.on('error', (error) => {
    complaint = `${complaint}${error.message}`.slice(-maxComplaintLength);
    // A process that never came to be has no exit.
    if (child.pid === undefined) close();
  });
  // 'close' comes after stderr was read to its end.
  child.on('close', close);
  function close(): void {
    clearTimeout(startLimit);
    state = 'ended';
    const isOutOfMemory =
      /out of memory|heap limit|allocation failed|invalid (table|array) (size|length)/i.test(complaint);
    fail(
      isOutOfMemory
        ? { code: 'CODE_MEMORY', reason: '' }
        : { code: 'CODE_RUNNER_FAILED', reason: 'the sandbox stopped unexpectedly' },
    );
    resolveEnded(complaint);
  }

  return {
    get pid() {
      return child.pid;
    },
    get state() {
      return state;
    },
    get runs() {
      return runs;
    },
    ended,
    kill,
    cancel: () => fail({ code: 'CANCELLED' }),
    run(request, fetch) {
      const { promise, resolve, reject } = Promise.withResolvers<CodeRunResult>();
      const { realm = '', code, context, args, seed, entropy, now, limits } = request;
      runs += 1;
      state = 'busy';
      const rssNow = child.pid === undefined ? undefined : residentBytes(child.pid);
      const rssLimit = rssNow === undefined ? Infinity : rssNow + allowedRssGrowth(limits.memoryMb);
      const id = runs;
      const calls = createFetchCalls(fetch, {
        most: limits.requests,
        answer: (call, json) => send({ type: 'answer', id, call, json }),
        // What makes a whole run worthless is not for the script to catch.
        breakOff(error) {
          if (current?.id === id) endWith(error);
        },
      });
      current = { id, request, console: [], calls, rssLimit, resolve, reject };
      wall = setTimeout(() => fail({ code: 'CODE_TIMEOUT' }), limits.wallMs);
      watch = setInterval(() => {
        const bytes = child.pid === undefined ? undefined : residentBytes(child.pid);
        if (bytes !== undefined && bytes > rssLimit) fail({ code: 'CODE_MEMORY', reason: '' });
      }, watchEveryMs);
      hold(child, true);
      const message: RunMessage = {
        type: 'run',
        id,
        realm,
        code,
        input: JSON.stringify({ context, args }),
        seed,
        entropy,
        now,
        cpuMs: limits.cpuMs,
        memoryMb: limits.memoryMb,
        resultBytes: limits.resultBytes,
      };
      send(message);
      return promise;
    },
  };
}

const misbehaved: CodeFailure = {
  code: 'CODE_RUNNER_FAILED',
  reason: 'the sandbox gave an answer that makes no sense',
};

/** An idle runner must not keep this process from ending; any other is about to settle something. */
function hold(child: ChildProcess, isHeld: boolean): void {
  const handles = [child, child.channel, child.stderr instanceof Socket ? child.stderr : undefined];
  for (const handle of handles) {
    if (isHeld) handle?.ref();
    else handle?.unref();
  }
}
