// What wakes a conversation. `id` is the idempotency id: the turn's id and every reply's id derive from it.
// `acceptedAt` (epoch ms) orders triggers: timers that were due before it run first.
import type { Message } from './message.ts';

interface TriggerBase {
  readonly id: string;
  readonly acceptedAt: number;
}

export type StartTrigger = TriggerBase & { readonly kind: 'start' };
/** A pick is a message whose `message.choice` is set; `choiceMessageId` says which choice it answers (absent = the current one). */
export type MessageTrigger = TriggerBase & {
  readonly kind: 'message';
  readonly message: Message;
  readonly choiceMessageId?: string;
};
export type TimeoutTrigger = TriggerBase & {
  readonly kind: 'timeout';
  readonly timerId: string;
  readonly generation: number;
};

/** An operator decided about what waits for approval. `messageId` says which wait it is about. */
export type ApprovalTrigger = TriggerBase & {
  readonly kind: 'approval';
  readonly messageId: string | null;
  readonly isApproved: boolean;
  /** Why, for the audit log and the steps that follow. */
  readonly reason: string;
};

export type Trigger = StartTrigger | MessageTrigger | TimeoutTrigger | ApprovalTrigger;
