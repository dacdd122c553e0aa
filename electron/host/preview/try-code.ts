// Runs an author's code once, outside of any conversation, with the input that the author sees beside it.
// Invariants: the same driver and sandbox as in a conversation; what the code does wrong is an answer, not a failure.
import { type CauseEffect, consoleEntrySchema } from '#shared/engine/effects.ts';
import { requestEvent } from '#shared/engine/request-event.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, ChannelResponse } from '#shared/ipc/channels.ts';
import type { SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import { createLiveDriver } from '#shared/drivers/live-driver.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';

type Answer = ChannelResponse<'preview.tryCode'>;

export async function tryCode(
  { code, context, args, connectors }: ChannelRequest<'preview.tryCode'>,
  { pool, http }: { readonly pool: () => RunnerPool; readonly http?: SendHttp },
  signal: AbortSignal,
): Promise<Answer> {
  const driver = createLiveDriver({ pool, now: Date.now, ...(http === undefined ? {} : { http }) });
  const requests: Answer['requests'] = [];
  const cause: CauseEffect = async (name, request, stop) => {
    const call = { name, key: `try/1/1/${requests.length + 1}`, stepId: null, request, signal: stop };
    const tell = (event: ReturnType<typeof requestEvent>): void => {
      if (event?.type === 'http.requested') {
        requests.push({
          method: event.method,
          url: event.url,
          answer: event.answer,
          error: event.error ?? null,
        });
      }
    };
    try {
      const response = await driver.perform(call);
      tell(requestEvent(call, { response }));
      return response;
    } catch (error) {
      tell(requestEvent(call, { error: AppError.from(error) }));
      throw error;
    }
  };
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  try {
    const { result, console } = await driver.perform({
      name: 'code.run',
      key: 'try/1/1',
      stepId: null,
      request: { code, context, args, seed: 'try', now: Date.now(), connectors },
      signal,
      cause,
    });
    return { result, console, requests, error: null, durationMs: took() };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.blame === 'bug' || error.code === 'CANCELLED') throw error;
    const console = consoleEntrySchema.array().safeParse(error.details['console']);
    return { result: null, console: console.data ?? [], requests, error: error.toJSON(), durationMs: took() };
  }
}
