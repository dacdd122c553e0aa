// Performs effects for real. Preview, command line and runtime use this one.
import type { AbortSignalLike, Driver } from '#shared/engine/effects.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { type CodeLimits, defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';
import { createDriver } from './create-driver.ts';
import type { GenerateAnswer } from './model/generate-answer.ts';
import { simulateModel } from './model/simulate-model.ts';

export interface LiveDriverOptions {
  /** Asked for each script, so that runners start when the first one runs. */
  readonly pool: () => Pick<RunnerPool, 'run'>;
  /** The conversation's clock, epoch ms. */
  readonly now: () => number;
  readonly codeLimits?: CodeLimits;
  /** Answers prompts; default: the simulator. */
  readonly model?: GenerateAnswer;
}

export function createLiveDriver({
  pool,
  now,
  codeLimits = defaultCodeLimits,
  model = simulateModel,
}: LiveDriverOptions): Driver {
  return createDriver({
    'clock.now': () => Promise.resolve(now()),
    'code.run': async ({ request, signal }) => {
      using abort = abortSignalOf(signal);
      const { result, console } = await pool().run(
        { ...request, limits: codeLimits },
        { signal: abort.signal },
      );
      return { result, console: [...console] };
    },
    'model.generate': async ({ request, signal, onDraft }) => {
      using abort = abortSignalOf(signal);
      return model(request, { signal: abort.signal, ...(onDraft === undefined ? {} : { onDraft }) });
    },
  });
}

/** A real AbortSignal that follows the engine's; disposing it stops following. */
function abortSignalOf(signal: AbortSignalLike): { readonly signal: AbortSignal } & Disposable {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => signal.removeEventListener('abort', abort),
  };
}
