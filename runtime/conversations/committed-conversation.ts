// A conversation in memory, as it was committed last.
// Invariants: it changes only with a commit that succeeded; what is not sure is read from the storage again; before each use it is
// moved to the version that it is to run on.
import type { Conversation } from '#shared/engine/conversation.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Flow } from '#shared/engine/flow.ts';
import { moveToFlow } from '#shared/engine/move-flow.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type {
  AuditEntry,
  ConversationPlace,
  ConversationStore,
  LoadedConversation,
  NewMessage,
  Receipt,
  StoredConversation,
} from './conversation-store.ts';
import type { RunningFlows } from './running-flow.ts';

export interface CommittedHost {
  readonly store: ConversationStore;
  readonly flows: RunningFlows;
  /** Epoch ms. */
  readonly now: () => number;
  /** Something was committed; `dueAt` is when the conversation wakes by itself. */
  readonly onStored: (id: string, dueAt: number | undefined) => void;
}

export interface Moved {
  readonly conversation: StoredConversation;
  readonly flow: Flow;
  readonly events: readonly RunEvent[];
}

export interface Made {
  readonly before: Moved;
  /** Accepted so far. */
  readonly triggers: number;
  readonly state: Conversation;
  readonly events: readonly RunEvent[];
  readonly messages: readonly NewMessage[];
  readonly done?: number;
  readonly dropJournal?: boolean;
  readonly audit?: readonly AuditEntry[];
  readonly receipt?: Receipt;
}

export class CommittedConversation {
  readonly #id: string;
  readonly #host: CommittedHost;
  /** Undefined = to be read from the storage again. */
  #stored: StoredConversation | undefined;
  #journal: LoadedConversation['journal'] = new Map();

  constructor(id: string, host: CommittedHost) {
    this.#id = id;
    this.#host = host;
  }

  /** Whose it is, where that is known. */
  get place(): ConversationPlace | undefined {
    if (this.#stored === undefined) return undefined;
    const { projectId, environment, endUser } = this.#stored;
    return { projectId, environment, endUser };
  }

  /** What an earlier attempt at the turn wrote. */
  get journal(): LoadedConversation['journal'] {
    return this.#journal;
  }

  /** A new one, whose first write is under way. */
  begin(conversation: StoredConversation): void {
    this.#stored = conversation;
  }

  async current(): Promise<StoredConversation> {
    return this.#stored ?? (await this.read()).conversation;
  }

  /** Stores what came of it. */
  async commit(made: Made): Promise<StoredConversation> {
    const { before, state, messages } = made;
    const now = this.#host.now();
    const events = [...before.events, ...made.events];
    const referred = new Set(state.messages);
    const recent = [...before.conversation.recent, ...messages.map(({ message }) => message)];
    const conversation: StoredConversation = {
      ...before.conversation,
      updatedAt: now,
      triggers: made.triggers,
      messages: before.conversation.messages + messages.length,
      events: before.conversation.events + events.length,
      state,
      recent: recent.filter(({ id }) => referred.has(id)),
    };
    const { done, dropJournal = false, audit, receipt } = made;
    await this.#host.store.commit({
      conversation,
      at: now,
      messages,
      events,
      dropJournal,
      ...(done === undefined ? {} : { done }),
      ...(audit === undefined ? {} : { audit }),
      ...(receipt === undefined ? {} : { receipt }),
    });
    if (dropJournal) this.#journal = new Map();
    this.#stored = conversation;
    this.#host.onStored(this.#id, nextDueTimer(state)?.dueAt);
    return conversation;
  }

  /** The conversation as it is stored, on the version that it is to run on. */
  async moved(): Promise<Moved> {
    const conversation = this.#stored ?? (await this.read()).conversation;
    const { flows } = this.#host;
    const target = flows.moveTarget(conversation);
    const flow = await flows.flowOf(target === undefined ? conversation : { ...conversation, ...target });
    if (target === undefined) return { conversation, flow, events: [] };
    const { state, events } = moveToFlow(conversation.state, flow);
    return { conversation: { ...conversation, ...target, state }, flow, events };
  }

  /** From the storage. Rejects with CONVERSATION_NOT_FOUND. */
  async read(): Promise<LoadedConversation> {
    const loaded = await this.#host.store.load(this.#id);
    if (loaded === undefined) {
      throw new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.');
    }
    this.#stored = loaded.conversation;
    this.#journal = loaded.journal;
    return loaded;
  }

  /** It is read again before it is needed. */
  forget(): void {
    this.#stored = undefined;
  }

  /** After a write of which nobody knows what became of it. */
  forgetWhenUnsure(error: unknown): void {
    if (!AppError.is(error) || error.code === 'STORAGE_FAILED') this.forget();
  }
}
