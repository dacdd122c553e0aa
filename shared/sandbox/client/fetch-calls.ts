// The requests of one run, between the runner and whoever performs them.
// Invariants: the runner is not trusted, so each request is parsed and counted; a call is answered at most once; when the run
// ends, what is under way is stopped and nothing is answered any more.
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import { type HttpResponse, httpRequestSchema } from '#shared/model/connectors/http-message.ts';
import type { FetchForScript } from '../protocol/code-run.ts';

export interface FetchCalls {
  begin(call: number, json: string): void;
  abandon(call: number): void;
  end(): void;
}

interface FetchCallsOptions {
  /** Calls that one run may make. */
  readonly most: number;
  answer(call: number, json: string): void;
  /** Told of errors after which the run must not go on. */
  breakOff(error: AppError): void;
}

/** A recording that does not fit, and something that may have been done already: the script must not go on as if. */
const fatal: ReadonlySet<string> = new Set(['REPLAY_MISMATCH', 'IN_DOUBT'] satisfies ErrorCode[]);

export function createFetchCalls(
  fetch: FetchForScript | undefined,
  { most, answer, breakOff }: FetchCallsOptions,
): FetchCalls {
  const underWay = new Map<number, AbortController>();
  let count = 0;
  let hasEnded = false;

  function settle(call: number, outcome: { response: HttpResponse } | { error: AppError }): void {
    if (hasEnded || !underWay.delete(call)) return;
    if ('response' in outcome) return answer(call, JSON.stringify({ response: outcome.response }));
    const { error } = outcome;
    if (fatal.has(error.code)) return breakOff(error);
    const name = error.code === 'HTTP_REFUSED' ? 'FetchRefusedError' : 'FetchError';
    return answer(call, JSON.stringify({ error: { name, message: error.message } }));
  }

  async function perform(json: string, signal: AbortSignal): Promise<HttpResponse> {
    if (fetch === undefined) throw refused('fetch needs a connector. Attach one to this step.');
    count += 1;
    if (count > most) throw refused(`fetch may not be used more than ${most} times in one run.`);
    const request = httpRequestSchema.safeParse(JSON.parse(json));
    if (!request.success) throw refused('fetch may not do this: the address or the headers are too long.');
    return fetch(request.data, signal);
  }

  return {
    begin(call, json) {
      if (hasEnded || underWay.has(call)) return;
      const controller = new AbortController();
      underWay.set(call, controller);
      perform(json, controller.signal).then(
        (response) => settle(call, { response }),
        (thrown: unknown) => settle(call, { error: AppError.from(thrown) }),
      );
    },
    abandon(call) {
      const controller = underWay.get(call);
      underWay.delete(call);
      controller?.abort();
    },
    end() {
      hasEnded = true;
      for (const controller of underWay.values()) controller.abort();
      underWay.clear();
    },
  };
}

function refused(message: string): AppError {
  return new AppError('HTTP_REFUSED', message);
}
