// Runs one turn: a trigger, walked through steps until the conversation waits, rests or ends.
// Invariants: never rejects; deterministic (same state, trigger and effects give the same events and state);
// the resulting state is plain JSON of at most `limits.stateBytes`.
import { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { limits } from '#shared/model/limits.ts';
import { acceptTrigger } from './accept-trigger.ts';
import { armSilence } from './arm-silence.ts';
import { beginTurn } from './begin-turn.ts';
import { endAborted, endFailed } from './end-turn.ts';
import type { RunEvent } from './events.ts';
import { fitsBytes } from './json-bytes.ts';
import type { Message } from './message.ts';
import type { TurnRequest, TurnResult } from './run-types.ts';
import type { Trigger } from './trigger.ts';
import { Turn } from './turn.ts';
import { forgetSilence } from './waits.ts';
import { walk } from './walk.ts';

/** Runs a turn, unless the trigger is refused, ignored, or its message only stored. */
export async function runTurn(request: TurnRequest): Promise<TurnResult> {
  const acceptance = acceptTrigger(request.state, request.trigger);
  switch (acceptance.do) {
    case 'run':
      return run(request, acceptance.trigger);
    case 'store':
      return store(request, acceptance.message);
    case 'refuse': {
      const { messageId, error } = acceptance;
      return unchanged(request, 'refused', { type: 'message.refused', id: messageId, error: error.toJSON() });
    }
    case 'ignore': {
      const { trigger } = request;
      if (trigger.kind !== 'timeout') return unchanged(request, 'ignored');
      return unchanged(request, 'ignored', { type: 'timer.ignored', timerId: trigger.timerId });
    }
    default:
      return assertNever(acceptance);
  }
}

async function run(request: TurnRequest, trigger: Trigger): Promise<TurnResult> {
  const turn = new Turn(request, trigger);
  try {
    const first = beginTurn(turn);
    const ending = first === undefined ? 'idle' : await walk(turn, first);
    if (ending === 'aborted') return endAborted(turn);
    if (typeof ending === 'object') return endFailed(turn, ending);
    await armSilence(turn);
    if (!fitsBytes(turn.state, limits.stateBytes)) return endFailed(turn, stateTooLarge());
    return turn.end(ending);
  } catch (thrown) {
    // What is wrong before or after the steps, or a bug of ours: the customer gets the fallback message all the same.
    return turn.signal.aborted ? endAborted(turn) : endFailed(turn, AppError.from(thrown));
  }
}

/** The operator reads it; what the customer was silent about before no longer counts. */
function store(request: TurnRequest, message: Message): TurnResult {
  const { id, content, choice } = message;
  const messages = [...request.state.messages, id].slice(-limits.history);
  const events = told(request, [
    { type: 'message.received', id, content, ...(choice === undefined ? {} : { choice: choice.value }) },
    { type: 'message.stored', id },
  ]);
  const state = { ...forgetSilence(request.state), messages };
  return { state, events, newMessages: [message], outcome: 'stored' };
}

function unchanged(request: TurnRequest, outcome: 'refused' | 'ignored', ...events: RunEvent[]): TurnResult {
  return { state: request.state, events: told(request, events), newMessages: [], outcome };
}

function told({ emit }: TurnRequest, events: readonly RunEvent[]): readonly RunEvent[] {
  for (const event of events) emit?.(event);
  return events;
}

function stateTooLarge(): AppError {
  return new AppError(
    'STATE_TOO_LARGE',
    'The conversation holds more than 32 KB of data. Keep less in args, or go back from workflows that are done.',
  );
}
