// Asks a driver for an effect, and tells about it.
// Invariants: an effect that a cancelled turn waits for is let go; its failure is always an AppError;
// nothing is heard of it once it ended.
import { AppError } from '#shared/errors/app-error.ts';
import {
  type EffectCall,
  type EffectName,
  type EffectRequest,
  type EffectResponse,
  effectSchemas,
} from './effects.ts';
import { errorForEvent } from './error-for-event.ts';
import type { ModelDraft } from './model-request.ts';
import type { Turn } from './turn.ts';

/** `place` is `<turnId>/<n-th step>/<n-th effect>`, the same when the turn is run again. */
export async function performEffect<Name extends EffectName>(
  turn: Turn,
  place: { readonly key: string; readonly stepId: string | null },
  name: Name,
  request: EffectRequest<Name>,
  onDraft?: EffectCall['onDraft'],
): Promise<EffectResponse<Name>> {
  const { key, stepId } = place;
  turn.emit({ type: 'effect.started', key, name, class: effectSchemas[name].class, stepId });
  let isPerforming = true;
  const drafts =
    onDraft === undefined
      ? {}
      : { onDraft: (draft: ModelDraft): void => (isPerforming ? onDraft(draft) : undefined) };
  try {
    const response = await untilAborted(
      turn,
      turn.driver.perform({ name, key, stepId, request, signal: turn.signal, ...drafts }),
    );
    turn.emit({ type: 'effect.ended', key, name, stepId });
    return response;
  } catch (thrown) {
    const error = AppError.from(thrown);
    turn.emit({ type: 'effect.ended', key, name, stepId, error: errorForEvent(error) });
    throw error;
  } finally {
    isPerforming = false;
  }
}

function untilAborted<Response>({ signal }: Turn, performing: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new AppError('TURN_ABORTED', 'The turn was stopped.'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    performing.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
