// How a wait begins and is left. Invariant: the generation rises exactly when a wait is left, which makes its timers stale.
import type { StepId } from '#shared/model/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Conversation, Timer, Wait } from './conversation.ts';
import type { FlowStep } from './flow.ts';
import type { WaitRequest } from './outcome.ts';

/** The wait that a step asked for. It is tied to the message that asked, or to the last one before it. */
export function waitFor(
  state: Conversation,
  { step, executor }: FlowStep,
  request: WaitRequest,
  askedBy: string | undefined,
): Wait {
  const { dueAt } = request;
  if (executor?.canResume !== true || (dueAt !== undefined && !Number.isFinite(dueAt))) {
    throw new AppError('WAIT_INVALID', 'This step cannot wait like this. Restart the conversation.', {
      blame: 'bug',
      details: { stepId: step.id },
    });
  }
  return {
    stepId: step.id,
    kind: step.kind,
    messageId: askedBy ?? state.messages.at(-1) ?? null,
    timers: dueAt === undefined ? [] : [waitTimer(state, dueAt)],
    accepts: request.accepts,
    ...(request.offered === undefined
      ? {}
      : { offered: request.offered.map(({ id, label, value }) => ({ id, label, value })) }),
    ...(request.saveAs === undefined ? {} : { saveAs: request.saveAs }),
    ...(request.data === undefined ? {} : { data: request.data }),
  };
}

export function leaveWait(state: Conversation): Conversation {
  if (state.wait === undefined) return state;
  const { wait: _left, ...rest } = state;
  return { ...rest, generation: state.generation + 1 };
}

/** Ids name the conversation and what is unique in it, so that a timer's turn and replies have ids of their own. */
function waitTimer({ id, generation }: Conversation, dueAt: number): Timer {
  return { id: `t:${id}:${generation}`, dueAt, generation };
}

/** A conversation that watches for silence at the entry `stepId`. */
export function watchSilence(state: Conversation, stepId: StepId, dueAt: number): Conversation {
  const { id, generation, customerTurns } = state;
  return { ...state, noActivity: { stepId, timer: { id: `n:${id}:${customerTurns}`, dueAt, generation } } };
}

export function forgetSilence(state: Conversation): Conversation {
  if (state.noActivity === undefined) return state;
  const { noActivity: _forgotten, ...rest } = state;
  return rest;
}
