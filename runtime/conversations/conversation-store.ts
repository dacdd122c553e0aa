// What conversations need of a storage. The embedded one is `storage/sqlite-conversation-store.ts`; whatever takes its place passes
// `storage/conformance.test.ts`.
// Invariants: each write is whole or not at all, and its promise settles once it is durable; writes hold in the order they were
// asked for; what one conversation does is never seen by another.
import type { Conversation } from '#shared/engine/conversation.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { ChoiceValue, Message } from '#shared/engine/message.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import type { JournalEntry } from '#shared/drivers/journal-driver.ts';
import type { Environment } from '#shared/runtime-api/publishing.ts';

export interface StoredConversation {
  readonly id: string;
  readonly projectId: string;
  readonly environment: Environment;
  /** The version that it runs on, and the `rev` of the environment at which it came to it. */
  readonly version: number;
  readonly rev: number;
  /** Whose it is: the id under which the customer signs in, or that of an anonymous session. */
  readonly endUser: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** How many there were: of triggers accepted, messages stored, events told. */
  readonly triggers: number;
  readonly messages: number;
  readonly events: number;
  readonly state: Conversation;
  /** The messages that the state refers to, oldest first. */
  readonly recent: readonly Message[];
}

export type ConversationPlace = Pick<StoredConversation, 'projectId' | 'environment' | 'endUser'>;

export interface PendingTrigger {
  readonly seq: number;
  readonly trigger: Trigger;
}

export interface LoadedConversation {
  readonly conversation: StoredConversation;
  /** Accepted, and without their turn yet, in order. */
  readonly inbox: readonly PendingTrigger[];
  /** Effects of a turn that did not come to its end. */
  readonly journal: ReadonlyMap<string, Exclude<JournalEntry, undefined>>;
}

/** What a request with an idempotency key was answered, written together with what it did. */
export interface Receipt {
  readonly scope: string;
  readonly key: string;
  readonly requestHash: string;
  readonly answer: string;
}

export interface NewMessage {
  readonly turnId: string;
  readonly message: Message;
  /** What can be picked. */
  readonly options?: readonly { readonly label: string; readonly value: ChoiceValue }[];
}

/** What a turn, an operator or a new version made of a conversation. */
export interface ConversationChange {
  readonly conversation: StoredConversation;
  readonly at: number;
  /** The trigger that has had its turn. */
  readonly done?: number;
  readonly messages: readonly NewMessage[];
  readonly events: readonly RunEvent[];
  /** The turn wrote a journal, which is of no use any more. */
  readonly dropJournal: boolean;
  readonly audit?: readonly AuditEntry[];
  readonly receipt?: Receipt;
}

/** Who did what. Never holds personal data of end users. */
export interface AuditEntry {
  readonly actor: string;
  readonly action: string;
  readonly projectId: string | null;
  readonly environment: string | null;
  /** What it was done to. */
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface ConversationStore {
  /** With its first trigger. */
  create(conversation: StoredConversation, first: PendingTrigger, receipt?: Receipt): Promise<void>;
  load(id: string): Promise<LoadedConversation | undefined>;
  /** Stores a trigger before it is acknowledged. */
  accept(
    id: string,
    pending: PendingTrigger,
    receipt?: Receipt,
    audit?: readonly AuditEntry[],
  ): Promise<void>;
  /**
   * Rejects with CONVERSATION_NOT_FOUND when the conversation was erased, with STORAGE_FAILED when the trigger that is done is not
   * stored (any more).
   */
  commit(change: ConversationChange): Promise<void>;
  /** Writes effects down, in order; a key that is there already gets the new entry. Rejects with CONVERSATION_NOT_FOUND when it was erased. */
  journal(
    id: string,
    entries: readonly (readonly [string, Exclude<JournalEntry, undefined>])[],
  ): Promise<void>;
  /** Conversations with a trigger that has not had its turn. */
  unfinished(): Promise<readonly string[]>;
  /** Conversations of which a timer is due at this moment or before, the longest due first. */
  due(until: number, limit: number): Promise<readonly string[]>;
  /** When the next timer is due that is not due at this moment. */
  nextDue(after: number): Promise<number | null>;
}
