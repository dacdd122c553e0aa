// An operator takes a conversation over, and hands it back or closes it. Pure; the caller says when.
// Invariants: meanwhile no turn starts; the time of timers stands still until the operator leaves.
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import type { Conversation, Timer } from './conversation.ts';
import type { RunEvent } from './events.ts';
import type { Message } from './message.ts';
import { forgetSilence, leaveWait } from './waits.ts';

interface OperatorChange {
  readonly state: Conversation;
  readonly events: readonly RunEvent[];
}

interface OperatorWords extends OperatorChange {
  /** To be stored with the state. */
  readonly message: Message;
}

/** An operator takes over at `now` (epoch ms). Messages are stored from here on. */
export function operatorJoins(state: Conversation, now: number): OperatorChange {
  if (state.operator === 'active' || state.status === 'closed') return { state, events: [] };
  return {
    state: { ...state, operator: 'active', suspendedAt: now, participants: withOperator(state, true) },
    events: [{ type: 'operator.joined' }],
  };
}

/** Something that the active operator says, as a message of the conversation. Throws INVALID_INPUT when none is active. */
export function operatorSays(
  state: Conversation,
  { id, content }: Pick<Message, 'id' | 'content'>,
): OperatorWords {
  if (state.operator === 'none') {
    throw new AppError(
      'INVALID_INPUT',
      'No operator takes part. Take the conversation over before answering in it.',
    );
  }
  const message: Message = { id, role: 'operator', content, channel: state.channel };
  return {
    state: { ...state, messages: [...state.messages, id].slice(-limits.history) },
    events: [{ type: 'operator.said', id, content }],
    message,
  };
}

/** The operator hands back at `now`: the bot has the conversation again, and timers go on with the time they had left. */
export function operatorLeaves(state: Conversation, now: number): OperatorChange {
  if (state.operator === 'none') return { state, events: [] };
  const { suspendedAt = now, ...rest } = state;
  const shift = Math.max(0, now - suspendedAt);
  const later = (timer: Timer): Timer => ({ ...timer, dueAt: timer.dueAt + shift });
  const wait = rest.wait && { ...rest.wait, timers: rest.wait.timers.map(later) };
  const noActivity = rest.noActivity && { ...rest.noActivity, timer: later(rest.noActivity.timer) };
  const timerSet = ({ id, dueAt }: Timer, stepId: string): RunEvent => ({
    type: 'timer.set',
    timerId: id,
    dueAt,
    stepId,
  });
  return {
    state: {
      ...rest,
      operator: 'none',
      status: rest.status === 'escalated' ? 'open' : rest.status,
      participants: withOperator(state, false),
      ...(wait === undefined ? {} : { wait }),
      ...(noActivity === undefined ? {} : { noActivity }),
    },
    events: [
      { type: 'operator.left' },
      ...(wait?.timers.map((timer) => timerSet(timer, wait.stepId)) ?? []),
      ...(noActivity === undefined ? [] : [timerSet(noActivity.timer, noActivity.stepId)]),
    ],
  };
}

/** The active operator ends the conversation: no timer runs any more, and messages are refused. */
export function operatorCloses(state: Conversation): OperatorChange {
  if (state.operator === 'none') return { state, events: [] };
  const { wait } = state;
  const { suspendedAt: _over, ...rest } = forgetSilence(leaveWait(state));
  return {
    state: { ...rest, operator: 'none', status: 'closed', participants: withOperator(state, false) },
    events: [
      ...(wait === undefined
        ? []
        : [{ type: 'wait.cancelled' as const, stepId: wait.stepId, kind: wait.kind }]),
      { type: 'conversation.closed' },
    ],
  };
}

function withOperator({ participants }: Conversation, active: boolean): Conversation['participants'] {
  return [...participants.filter(({ role }) => role !== 'operator'), { role: 'operator', active }];
}
