// Asks a provider with a time limit, and again when the failure passes.
// Invariants: rejects with an AppError; stops when the signal says so; nothing of the key is in errors.
import { AppError } from '#shared/errors/app-error.ts';
import { isPassing, modelError, type ModelPlace, retryAfter, tooSlow } from './model-error.ts';

export interface AskLimits {
  /** For all attempts together. */
  readonly timeoutMs: number;
  /** Waits before each further attempt, unless the server says how long. */
  readonly retryDelaysMs: readonly number[];
}

export const defaultAskLimits: AskLimits = { timeoutMs: 60_000, retryDelaysMs: [500, 2000] };

export async function withAttempts<Answer>(
  place: ModelPlace,
  signal: AbortSignal | undefined,
  { timeoutMs, retryDelaysMs }: AskLimits,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await ask(stop);
    } catch (thrown) {
      if (signal?.aborted === true)
        throw new AppError('CANCELLED', 'The model was not waited for: the turn was stopped.');
      if (timeout.aborted) throw tooSlow(place, timeoutMs);
      const pause = retryDelaysMs[attempt];
      if (pause === undefined || !isPassing(thrown)) throw modelError(thrown, place);
      await pauseUnlessStopped(Math.min(retryAfter(thrown, Date.now()) ?? pause, timeoutMs), stop);
    }
  }
}

/** Resolves early when stopped: the next attempt then says why. */
function pauseUnlessStopped(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
