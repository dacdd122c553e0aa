// Brings triggers to a conversation in their order: timers that were due before a message run before it.
// Invariants: one turn at a time; ties go to the message; each timer runs at its own time; never rejects.
import { timeoutOf, nextDueTimer } from './due-timers.ts';
import { runTurn } from './run-turn.ts';
import type { Conversation } from './conversation.ts';
import type { Message } from './message.ts';
import type { TurnRequest, TurnResult } from './run-types.ts';
import type { Trigger } from './trigger.ts';

export interface DeliverRequest extends TurnRequest {
  /** Called before each turn; a conversation with a clock of its own sets it to `trigger.acceptedAt`. */
  readonly onTurn?: (trigger: Trigger) => void;
}

export interface DeliverTimersRequest extends Omit<DeliverRequest, 'trigger'> {
  /** Epoch ms; timers that are due at this moment or before run. */
  readonly until: number;
}

export interface Delivery {
  readonly state: Conversation;
  /** The given messages with the new ones, oldest first. */
  readonly messages: readonly Message[];
  /** One per turn, in the order they ran. */
  readonly results: readonly TurnResult[];
}

/** Timers set and run out within one delivery; past it they stay due for the next one, so that no loop of waits hangs. */
const maxTimerTurns = 1000;

/**
 * Delivers a trigger, and before a message every timer that was due before it was accepted. When a timer's turn is
 * aborted the trigger is not delivered: the last result says `aborted`, and the caller still has the trigger.
 */
export async function deliver(request: DeliverRequest): Promise<Delivery> {
  const { trigger } = request;
  const before =
    trigger.kind === 'message'
      ? await runTimers(request, (dueAt) => dueAt < trigger.acceptedAt)
      : start(request);
  if (before.results.at(-1)?.outcome === 'aborted') return before;
  return append(before, await turn(request, before, trigger));
}

/** Lets time pass: runs every timer that is due by `until`, each at its own time. */
export function deliverTimers(request: DeliverTimersRequest): Promise<Delivery> {
  return runTimers(request, (dueAt) => dueAt <= request.until);
}

async function runTimers(
  request: Omit<DeliverRequest, 'trigger'>,
  isDue: (dueAt: number) => boolean,
): Promise<Delivery> {
  let delivery = start(request);
  for (let count = 0; count < maxTimerTurns; count += 1) {
    const timer = nextDueTimer(delivery.state);
    if (timer === undefined || !isDue(timer.dueAt)) break;
    const result = await turn(request, delivery, timeoutOf(timer));
    delivery = append(delivery, result);
    if (result.outcome === 'aborted') break;
  }
  return delivery;
}

function start({ state, messages }: Omit<DeliverRequest, 'trigger'>): Delivery {
  return { state, messages, results: [] };
}

function turn(
  request: Omit<DeliverRequest, 'trigger'>,
  { state, messages }: Delivery,
  trigger: Trigger,
): Promise<TurnResult> {
  request.onTurn?.(trigger);
  return runTurn({ ...request, state, messages, trigger });
}

function append(delivery: Delivery, result: TurnResult): Delivery {
  return {
    state: result.state,
    messages: [...delivery.messages, ...result.newMessages],
    results: [...delivery.results, result],
  };
}
