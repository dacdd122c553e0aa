// What happens to a trigger before a turn exists. Pure; engine, API and preview ask the same function.
// Invariants: `refuse` and `ignore` change nothing; a pick is checked against the offer frozen in the wait.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { pendingTimer } from './due-timers.ts';
import type { Conversation, Wait } from './conversation.ts';
import type { ChoiceValue, Message } from './message.ts';
import type { MessageTrigger, Trigger } from './trigger.ts';

const typedPickSchema = z.object({ isTypedLabelPick: z.literal(true) });

export type Acceptance =
  /** A turn runs. A typed label that counts as a pick arrives here as that pick. */
  | { readonly do: 'run'; readonly trigger: Trigger }
  /** An operator is active: the message is kept, no turn runs. */
  | { readonly do: 'store'; readonly message: Message }
  | { readonly do: 'refuse'; readonly messageId: string; readonly error: AppError }
  /** A stale or suspended timer, or a start that comes too late. */
  | { readonly do: 'ignore' };

/** Decides about a trigger at the moment it is its turn. */
export function acceptTrigger(state: Conversation, trigger: Trigger): Acceptance {
  if (trigger.kind === 'message') return acceptMessage(state, trigger);
  if (trigger.kind === 'approval') {
    const isAwaited =
      state.wait?.accepts.includes('approval') === true && state.wait.messageId === trigger.messageId;
    return isAwaited ? { do: 'run', trigger } : { do: 'ignore' };
  }
  if (state.status === 'closed' || state.operator === 'active') return { do: 'ignore' };
  if (trigger.kind === 'start') return { do: 'run', trigger };
  const isCurrent =
    trigger.generation === state.generation && pendingTimer(state, trigger.timerId) !== undefined;
  return isCurrent ? { do: 'run', trigger } : { do: 'ignore' };
}

function acceptMessage(state: Conversation, trigger: MessageTrigger): Acceptance {
  const { message } = trigger;
  if (state.status === 'closed') {
    const error = new AppError(
      'CONVERSATION_CLOSED',
      'This conversation is closed, so the message was not taken. Start a new conversation.',
    );
    return { do: 'refuse', messageId: message.id, error };
  }
  const error = message.choice === undefined ? undefined : pickError(state, trigger, message.choice.value);
  if (error !== undefined) return { do: 'refuse', messageId: message.id, error };
  if (state.operator === 'active') return { do: 'store', message };
  return { do: 'run', trigger: withTypedPick(trigger, state.wait) };
}

function pickError(
  { wait }: Conversation,
  trigger: MessageTrigger,
  value: ChoiceValue,
): AppError | undefined {
  const isStale = trigger.choiceMessageId !== undefined && trigger.choiceMessageId !== wait?.messageId;
  if (wait?.offered === undefined || isStale) {
    return new AppError(
      'PICK_STALE',
      'This choice was answered already or is no longer open, so the pick was not taken.',
    );
  }
  if (wait.offered.some((option) => option.value === value)) return undefined;
  return new AppError(
    'PICK_NOT_OFFERED',
    'The picked option is not one of those that were offered. Pick one that is shown.',
  );
}

/** With `data.isTypedLabelPick` in the wait, writing the words of an option picks it. */
function withTypedPick(trigger: MessageTrigger, wait: Wait | undefined): MessageTrigger {
  const { message } = trigger;
  if (message.choice !== undefined || wait?.offered === undefined || !wantsTypedPick(wait)) return trigger;
  const words = normalize(message.content);
  const option = wait.offered.find(({ label }) => normalize(label) === words);
  if (option === undefined) return trigger;
  return { ...trigger, message: { ...message, choice: { value: option.value } } };
}

function wantsTypedPick({ data }: Wait): boolean {
  return data !== undefined && typedPickSchema.safeParse(data).success;
}

function normalize(words: string): string {
  return words.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}
