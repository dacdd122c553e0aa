// Performs effects for real. Preview, command line and runtime use this one.
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type {
  AbortSignalLike,
  CauseEffect,
  Driver,
  EffectCall,
  EffectRequest,
  EffectResponse,
} from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
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

/** Performs what actions ask of connected services. */
export interface ServiceDriver {
  callOperation(
    request: EffectRequest<'operation.call'>,
    context: ServiceCall,
  ): Promise<EffectResponse<'operation.call'>>;
  request(
    request: EffectRequest<'service.request'>,
    context: ServiceCall,
  ): Promise<EffectResponse<'service.request'>>;
  query(request: EffectRequest<'sql.query'>, context: ServiceCall): Promise<EffectResponse<'sql.query'>>;
}

export interface ServiceCall {
  /** The same when a turn is run again; sent as the idempotency key of writes. */
  readonly key: string;
  readonly signal: AbortSignal;
  readonly cause?: CauseEffect;
}

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
  /** Performs what actions ask of integrations; default: everything is refused. */
  readonly services?: ServiceDriver;
  /** What random values of code are made from; the same one lets a run be run again. Default: of this driver alone. */
  readonly randomness?: Uint8Array;
  /** The project whose code runs, as in `CodeRunRequest`; default: each run has an isolate of its own. */
  readonly realm?: string;
}

export function createLiveDriver({
  pool,
  now,
  codeLimits = defaultCodeLimits,
  model = simulateModel,
  http = ({ url }) => Promise.reject(connectorNeeded(url.split(/[?#]/u, 1)[0] ?? '')),
  knowledge = () => Promise.resolve({ results: [] }),
  services = noServices,
  randomness = randomBytes(32),
  realm = '',
}: LiveDriverOptions): Driver {
  const secret = createSecretKey(randomness);
  return createDriver({
    'clock.now': () => Promise.resolve(now()),
    'code.run': async ({ request: { connectors, ...request }, signal, cause }) => {
      using abort = abortSignalOf(signal);
      const entropy = createHmac('sha256', secret).update(request.seed).digest('hex');
      const { result, console } = await pool().run(
        { ...request, realm, entropy, limits: codeLimits },
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
    'operation.call': async (call) => {
      using abort = abortSignalOf(call.signal);
      return services.callOperation(call.request, serviceCallOf(call, abort.signal));
    },
    'service.request': async (call) => {
      using abort = abortSignalOf(call.signal);
      return services.request(call.request, serviceCallOf(call, abort.signal));
    },
    'sql.query': async (call) => {
      using abort = abortSignalOf(call.signal);
      return services.query(call.request, serviceCallOf(call, abort.signal));
    },
  });
}

const serviceCallOf = ({ key, cause }: EffectCall, signal: AbortSignal): ServiceCall => ({
  key,
  signal,
  ...(cause === undefined ? {} : { cause }),
});

function refuseService(): Promise<never> {
  return Promise.reject(
    new AppError(
      'INTEGRATION_REFUSED',
      'There is no integration here. Connect one in the list of integrations.',
    ),
  );
}

const noServices: ServiceDriver = {
  callOperation: refuseService,
  request: refuseService,
  query: refuseService,
};

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
