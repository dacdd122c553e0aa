// Runs an author's code once, outside of any conversation, with the input that the author sees beside it.
// Invariants: the same driver and sandbox as in a conversation; what the code does wrong is an answer, not a failure.
import { type CauseEffect, consoleEntrySchema } from '#shared/engine/effects.ts';
import { type OutsideAsked, requestEvent } from '#shared/engine/request-event.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, ChannelResponse } from '#shared/ipc/channels.ts';
import type { SendHttp } from '#shared/drivers/http/send-through-connector.ts';
import { createLiveDriver } from '#shared/drivers/live-driver.ts';
import type { OutsideRequests } from './outside-requests.ts';
import { requestMade } from './request-made.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';

type Answer = ChannelResponse<'preview.tryCode'>;

interface TryCodeOptions {
  readonly pool: () => RunnerPool;
  readonly http?: SendHttp;
  /** Keeps what would change something from being sent, and remembers what was asked. */
  readonly outside: OutsideRequests;
}

export async function tryCode(
  { code, context, args, connectors }: ChannelRequest<'preview.tryCode'>,
  { pool, http, outside }: TryCodeOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const driver = outside.wrap(
    createLiveDriver({ pool, now: Date.now, ...(http === undefined ? {} : { http }) }),
  );
  const requests: Answer['requests'] = [];
  let asked = 0;
  const cause: CauseEffect = async (name, request, stop) => {
    asked += 1;
    let isPretended = false;
    const key = `try/1/1/${asked}`;
    const call = {
      name,
      key,
      stepId: null,
      request,
      signal: stop,
      onPretended: () => {
        isPretended = true;
      },
    };
    const tell = (event: OutsideAsked | undefined): void => {
      if (event === undefined) return;
      requests.push({ ...requestMade(event), details: outside.detailsOf(key) });
    };
    try {
      const response = await driver.perform(call);
      tell(requestEvent(call, { response }, isPretended));
      return response;
    } catch (error) {
      tell(requestEvent(call, { error: AppError.from(error) }, false));
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
