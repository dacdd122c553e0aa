// Runs an author's code once, outside of any conversation, with the input that the author sees beside it.
// Invariants: the same driver and sandbox as in a conversation; what the code does wrong is an answer, not a failure.
import { consoleEntrySchema } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, ChannelResponse } from '#shared/ipc/channels.ts';
import { createLiveDriver } from '#shared/drivers/live-driver.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';

export async function tryCode(
  { code, context, args }: ChannelRequest<'preview.tryCode'>,
  pool: () => RunnerPool,
  signal: AbortSignal,
): Promise<ChannelResponse<'preview.tryCode'>> {
  const driver = createLiveDriver({ pool, now: Date.now });
  const startedAt = performance.now();
  const took = (): number => performance.now() - startedAt;
  try {
    const { result, console } = await driver.perform({
      name: 'code.run',
      key: 'try/1/1',
      stepId: null,
      request: { code, context, args, seed: 'try', now: Date.now() },
      signal,
    });
    return { result, console, error: null, durationMs: took() };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.blame === 'bug' || error.code === 'CANCELLED') throw error;
    const console = consoleEntrySchema.array().safeParse(error.details['console']);
    return { result: null, console: console.data ?? [], error: error.toJSON(), durationMs: took() };
  }
}
