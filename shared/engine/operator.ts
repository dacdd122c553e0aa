// An operator takes a conversation over, hands it back or closes it, and decides about actions that wait for approval. Pure; the caller says when.
// Invariants: meanwhile no turn starts; the time of timers stands still until the operator leaves.
import { z } from 'zod';
import { type JsonObject, jsonObjectSchema } from '#shared/util/json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import type { Conversation, Timer } from './conversation.ts';
import type { RunEvent } from './events.ts';
import type { Message } from './message.ts';
import type { ApprovalTrigger } from './trigger.ts';
import { forgetSilence, leaveWait } from './waits.ts';

/** What of a conversation waits for an operator. */
export interface PendingApproval {
  readonly stepId: string;
  readonly messageId: string | null;
  readonly actionId: string;
  readonly inputs: JsonObject;
}

const waitingCallSchema = z.object({ actionId: z.string(), inputs: jsonObjectSchema });

/** Sensitive inputs are in it: redact them with `redactInputs` before they are shown or kept. */
export function pendingApproval({ wait, status }: Conversation): PendingApproval | undefined {
  if (status === 'closed' || wait?.accepts.includes('approval') !== true) return undefined;
  const call = waitingCallSchema.safeParse(wait.data).data;
  return call && { stepId: wait.stepId, messageId: wait.messageId, ...call };
}

/** An operator's decision as the trigger of a turn. Throws INVALID_INPUT when nothing waits for one. */
export function operatorDecides(
  state: Conversation,
  base: Pick<ApprovalTrigger, 'id' | 'acceptedAt'>,
  decision: Pick<ApprovalTrigger, 'isApproved' | 'reason'>,
): ApprovalTrigger {
  const pending = pendingApproval(state);
  if (pending !== undefined) return { kind: 'approval', ...base, ...decision, messageId: pending.messageId };
  throw new AppError(
    'INVALID_INPUT',
    'Nothing waits for approval in this conversation any more. Look at it again.',
  );
}

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
