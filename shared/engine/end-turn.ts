// How turns end that did not come to their own end.
// Invariants: what was said and done stays; a failed turn leaves no wait, no timer, and the first workflow alone active,
// and the customer gets the fallback message once.
import type { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import { errorForEvent } from './error-for-event.ts';
import { poppedFrames } from './frames.ts';
import { fitsBytes } from './json-bytes.ts';
import type { TurnResult } from './run-types.ts';
import type { Turn } from './turn.ts';
import { forgetSilence, leaveWait } from './waits.ts';

export function endFailed(turn: Turn, error: AppError): TurnResult {
  leaveEverything(turn);
  for (const event of poppedFrames(turn.state, 1)) turn.emit(event);
  turn.state = { ...turn.state, stack: turn.state.stack.slice(0, 1) };
  const { id, content, assistantId } = turn.say(turn.flow.workspace.fallbackMessage);
  turn.emit({ type: 'reply', id, content, assistantId, stepId: null });
  if (!fitsBytes(turn.state, limits.stateBytes)) {
    turn.state = { ...turn.state, stack: turn.state.stack.map((frame) => ({ ...frame, args: {} })) };
  }
  turn.emit({ type: 'turn.failed', turnId: turn.id, error: errorForEvent(error) });
  return turn.end('failed');
}

/** Stopped from outside: rests where it is. */
export function endAborted(turn: Turn): TurnResult {
  leaveEverything(turn);
  return turn.end('aborted');
}

function leaveEverything(turn: Turn): void {
  turn.withdrawDraft();
  const { wait } = turn.state;
  if (wait !== undefined) turn.emit({ type: 'wait.cancelled', stepId: wait.stepId, kind: wait.kind });
  turn.state = forgetSilence(leaveWait(turn.state));
}
