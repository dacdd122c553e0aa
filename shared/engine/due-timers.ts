// Timers of a conversation: the ones of its wait, and the one that watches for silence. Pure.
// Invariants: while an operator is active, or the conversation is closed, no timer is due.
import type { Conversation, Timer } from './conversation.ts';
import type { TimeoutTrigger } from './trigger.ts';

/** Timers that are set, whether or not they may run now. */
export function timersOf(state: Conversation): readonly Timer[] {
  const ofWait = state.wait?.timers ?? [];
  return state.noActivity === undefined ? ofWait : [...ofWait, state.noActivity.timer];
}

/** The timer with this id, if it belongs to the current generation. */
export function pendingTimer(state: Conversation, timerId: string): Timer | undefined {
  return timersOf(state).find(({ id, generation }) => id === timerId && generation === state.generation);
}

/** The timer that runs out first, or undefined when nothing will happen by itself. */
export function nextDueTimer(state: Conversation): Timer | undefined {
  if (state.status === 'closed' || state.operator === 'active') return undefined;
  let next: Timer | undefined;
  for (const timer of timersOf(state)) {
    if (timer.generation === state.generation && (next === undefined || timer.dueAt < next.dueAt)) {
      next = timer;
    }
  }
  return next;
}

/** The trigger of a timer that has run out. Its time is the timer's own, however late it is delivered. */
export function timeoutOf(timer: Timer): TimeoutTrigger {
  return {
    kind: 'timeout',
    id: timer.id,
    acceptedAt: timer.dueAt,
    timerId: timer.id,
    generation: timer.generation,
  };
}
