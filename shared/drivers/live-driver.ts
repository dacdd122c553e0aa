// Performs effects for real. Preview, command line and runtime use this one.
import { createHmac, randomBytes } from 'node:crypto';
import type { AbortSignalLike, Driver, EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { type CodeLimits, defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';
import { createDriver } from './create-driver.ts';
import { connectorNeeded, type SendHttp } from './http/send-through-connector.ts';
import type { GenerateAnswer } from './model/generate-answer.ts';
import { simulateModel } from './model/simulate-model.ts';

export type SearchKnowledge = (
  request: EffectRequest<'knowledge.search'>,
  signal: AbortSignal,
) => Promise<EffectResponse<'knowledge.search'>>;

export interface LiveDriverOptions {
  /** Asked for each script, so that runners start when the first one runs. */
  readonly pool: () => Pick<RunnerPool, 'run'>;
  /** The conversation's clock, epoch ms. */
  readonly now: () => number;
  readonly codeLimits?: CodeLimits;
  /** Answers prompts; default: the simulator. */
  readonly model?: GenerateAnswer;
  /** Performs what code asks of the network; default: everything is refused. */
  readonly http?: SendHttp;
  /** Searches the project's knowledge; default: there is none. */
  readonly knowledge?: SearchKnowledge;
  /** What random values of code are made from; the same one lets a run be run again. Default: of this driver alone. */
  readonly randomness?: Uint8Array;
}

export function createLiveDriver({
  pool,
  now,
  codeLimits = defaultCodeLimits,
  model = simulateModel,
  http = ({ url }) => Promise.reject(connectorNeeded(url.split(/[?#]/u, 1)[0] ?? '')),
  knowledge = () => Promise.resolve({ results: [] }),
  randomness = randomBytes(32),
}: LiveDriverOptions): Driver {
  return createDriver({
    'clock.now': () => Promise.resolve(now()),
    'code.run': async ({ request: { connectors, ...request }, signal, cause }) => {
      using abort = abortSignalOf(signal);
      const entropy = createHmac('sha256', randomness).update(request.seed).digest('hex');
      const { result, console } = await pool().run(
        { ...request, entropy, limits: codeLimits },
        {
          signal: abort.signal,
          ...(cause === undefined
            ? {}
            : { fetch: (asked, stop) => cause('http.request', { ...asked, connectors }, stop) }),
        },
      );
      return { result, console: [...console] };
    },
    'http.request': async ({ request, signal }) => {
      using abort = abortSignalOf(signal);
      return http(request, abort.signal);
    },
    'knowledge.search': async ({ request, signal }) => {
      using abort = abortSignalOf(signal);
      return knowledge(request, abort.signal);
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
