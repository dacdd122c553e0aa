// Asks a driver for an effect, and tells about it.
// Invariants: an effect that a cancelled turn waits for is let go; its failure is always an AppError;
// nothing is heard of it once it ended, nor of what it caused.
import { AppError } from '#shared/errors/app-error.ts';
import {
  type AbortSignalLike,
  type CauseEffect,
  type EffectCall,
  effectClassOf,
  type EffectName,
  type EffectRequest,
  type EffectResponse,
} from './effects.ts';
import { errorForEvent } from './error-for-event.ts';
import type { ModelDraft } from './model-request.ts';
import { requestEvent } from './request-event.ts';
import type { Turn } from './turn.ts';

interface Cause {
  readonly signal: AbortSignalLike;
  /** False once the effect that caused this one has ended. */
  readonly isPerforming: () => boolean;
}

/** `place` is `<turnId>/<n-th step>/<n-th effect>`, and below it for what an effect causes; the same when the turn is run again. */
export async function performEffect<Name extends EffectName>(
  turn: Turn,
  place: { readonly key: string; readonly stepId: string | null },
  name: Name,
  request: EffectRequest<Name>,
  onDraft?: EffectCall['onDraft'],
  cause?: Cause,
): Promise<EffectResponse<Name>> {
  const { key, stepId } = place;
  const emit: Turn['emit'] = (event) => {
    if (cause?.isPerforming() !== false) turn.emit(event);
  };
  emit({ type: 'effect.started', key, name, class: effectClassOf({ name, request }), stepId });
  let isPerforming = true;
  let isPretended = false;
  const drafts =
    onDraft === undefined
      ? {}
      : { onDraft: (draft: ModelDraft): void => (isPerforming ? onDraft(draft) : undefined) };
  let caused = 0;
  const causeEffect: CauseEffect = (other, itsRequest, signal) => {
    caused += 1;
    const itsPlace = { key: `${key}/${caused}`, stepId };
    return performEffect(turn, itsPlace, other, itsRequest, undefined, {
      signal,
      isPerforming: () => isPerforming && cause?.isPerforming() !== false,
    });
  };
  try {
    const response = await untilAborted(
      turn,
      turn.driver.perform({
        name,
        key,
        stepId,
        request,
        signal: cause?.signal ?? turn.signal,
        cause: causeEffect,
        onPretended: () => {
          isPretended = true;
        },
        ...drafts,
      }),
    );
    const told = requestEvent({ key, request, stepId }, { response }, isPretended);
    if (told !== undefined) emit(told);
    emit({ type: 'effect.ended', key, name, stepId, ...(isPretended ? { isPretended } : {}) });
    return response;
  } catch (thrown) {
    const error = AppError.from(thrown);
    const told = requestEvent({ key, request, stepId }, { error }, false);
    if (told !== undefined) emit(told);
    emit({ type: 'effect.ended', key, name, stepId, error: errorForEvent(error) });
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
