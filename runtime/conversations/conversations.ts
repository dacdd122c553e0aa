// All conversations of a runtime: those that somebody needs are in memory, each as one actor; the others in the storage alone.
// Invariants: at most one actor per conversation; conversations wait for no other; what was accepted before a start is gone on
// with after it; beyond the limits nothing is accepted, so that nothing accepted is ever dropped.
import type { Conversation } from '#shared/engine/conversation.ts';
import type { ChoiceValue } from '#shared/engine/message.ts';
import { newConversation } from '#shared/engine/new-conversation.ts';
import { operatorDecides } from '#shared/engine/operator.ts';
import type { ApprovalTrigger } from '#shared/engine/trigger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { Broadcast } from './broadcast.ts';
import {
  type Accepted,
  type ActorHost,
  ConversationActor,
  type Deed,
  type DeedRecord,
} from './conversation-actor.ts';
import type { AuditEntry, ConversationPlace, Receipt, StoredConversation } from './conversation-store.ts';
import type { VersionTarget } from './running-flow.ts';
import type { Scheduler } from './scheduler.ts';
import type { TurnReport } from './turn-report.ts';

export interface ConversationsOptions extends Pick<
  ActorHost,
  'store' | 'flows' | 'now' | 'turnPrefix' | 'onTurn' | 'onError'
> {
  readonly scheduler: Scheduler;
  readonly placeOf: (id: string) => ConversationPlace | undefined;
  /** Triggers that may wait for their turn, of all conversations together (5,000). */
  readonly mostPending?: number;
  /** Idle conversations kept in memory (1,000). */
  readonly mostIdle?: number;
}

export interface NewConversation extends Pick<Conversation, 'customer' | 'organizations' | 'channel'> {
  readonly id: string;
  readonly projectId: string;
  readonly environment: StoredConversation['environment'];
  readonly endUser: string;
  readonly live: VersionTarget;
}

export interface NewMessage {
  readonly content: string;
  readonly choice?: ChoiceValue;
  /** The message that asked; default: the one that asks now. */
  readonly choiceMessageId?: string;
}

type MakeReceipt = (turnId: string) => Receipt | undefined;

/** Conversations that are gone on with at once after a start. */
const recoveredTogether = 64;

export class Conversations {
  readonly broadcast = new Broadcast();
  readonly #options: ConversationsOptions;
  readonly #host: ActorHost;
  readonly #actors = new Map<string, { readonly actor: ConversationActor; users: number }>();
  #pending = 0;
  #isStopping = false;

  constructor(options: ConversationsOptions) {
    this.#options = options;
    this.#host = {
      store: options.store,
      flows: options.flows,
      now: options.now,
      turnPrefix: options.turnPrefix,
      onTurn: options.onTurn,
      onError: options.onError,
      onStored: (id, dueAt) => {
        if (dueAt !== undefined) options.scheduler.expect(dueAt);
        this.broadcast.tell(id, { type: 'stored' });
      },
      onDraft: (id, draft) => this.broadcast.tell(id, draft),
      onIdle: () => this.#evict(),
    };
  }

  /** Triggers that were accepted and have not had their turn. */
  get pending(): number {
    return this.#pending;
  }

  get inMemory(): number {
    return this.#actors.size;
  }

  /** Goes on with what was left undone; timers run from now on. */
  async start(): Promise<void> {
    const unfinished = [...(await this.#options.store.unfinished())];
    const recover = async (): Promise<void> => {
      for (let id = unfinished.pop(); id !== undefined && !this.#isStopping; id = unfinished.pop()) {
        const failed = id;
        await this.#use(id, (actor) => actor.settled()).catch((error: unknown) =>
          this.#options.onError(failed, AppError.from(error)),
        );
      }
    };
    for (let count = 0; count < recoveredTogether; count += 1) void recover();
    this.#options.scheduler.start((id) => this.wake(id));
  }

  /** Stores a new conversation with its start, which runs at once. */
  async create(request: NewConversation, receipt?: MakeReceipt): Promise<Accepted> {
    this.#refuseWhenFull();
    const { id, projectId, environment, endUser, live, customer, organizations, channel } = request;
    const flow = await this.#options.flows.flowOf({ projectId, version: live.version });
    const state = newConversation({ id, flow, customer, organizations, channel });
    const at = this.#options.now();
    const turnId = `${this.#options.turnPrefix(id)}t1`;
    const stored: StoredConversation = {
      id,
      projectId,
      environment,
      ...live,
      endUser,
      createdAt: at,
      updatedAt: at,
      triggers: 1,
      messages: 0,
      events: 0,
      state,
      recent: [],
    };
    const trigger = { kind: 'start', id: turnId, acceptedAt: at } as const;
    const isStored = this.#options.store.create(stored, { seq: 1, trigger }, receipt?.(turnId));
    return this.#use(id, (actor) => this.#counted(actor.begin(stored, trigger, isStored)));
  }

  /** Stores a message and lets its turn run. Rejects when it is refused. */
  send(
    id: string,
    { content, choice, choiceMessageId }: NewMessage,
    receipt?: MakeReceipt,
  ): Promise<Accepted> {
    this.#refuseWhenFull();
    return this.#use(id, (actor) =>
      this.#counted(
        actor.accept(
          (base, { channel }) => ({
            ...base,
            kind: 'message',
            message: {
              id: `m-${base.id}`,
              role: 'user',
              content,
              channel,
              ...(choice === undefined ? {} : { choice: { value: choice } }),
            },
            ...(choiceMessageId === undefined ? {} : { choiceMessageId }),
          }),
          receipt,
        ),
      ),
    );
  }

  /** An operator's decision about what waits for approval; its turn runs. Rejects with INVALID_INPUT when nothing does. */
  decide(
    id: string,
    decision: Pick<ApprovalTrigger, 'isApproved' | 'reason'>,
    audit: AuditEntry,
    receipt?: MakeReceipt,
  ): Promise<Accepted> {
    this.#refuseWhenFull();
    return this.#use(id, (actor) =>
      this.#counted(actor.accept((base, state) => operatorDecides(state, base, decision), receipt, [audit])),
    );
  }

  /** Does something between two turns. */
  act(id: string, deed: Deed, record: DeedRecord): Promise<StoredConversation> {
    return this.#use(id, (actor) => actor.act(deed, record));
  }

  /** Runs what is due. */
  wake(id: string): Promise<void> {
    return this.#use(id, (actor) => actor.wake());
  }

  /** Whose a conversation is, without a look into the storage when it is in memory. */
  readonly placeOf = (id: string): ConversationPlace | undefined =>
    this.#actors.get(id)?.actor.place ?? this.#options.placeOf(id);

  /** What came of a turn that may still run; undefined when it ended long ago, or elsewhere. */
  reportOf(id: string, turnId: string): Promise<TurnReport> | undefined {
    return this.#actors.get(id)?.actor.reportOf(turnId);
  }

  /** Nothing begins any more; turns that run may end within `patience` ms and are run again after the next start otherwise. */
  async stop(patience: number): Promise<void> {
    this.#isStopping = true;
    const actors = [...this.#actors.values()].map(({ actor }) => actor);
    const timeout = setTimeout(() => {
      for (const actor of actors) actor.abort();
    }, patience);
    await Promise.all([this.#options.scheduler.stop(), ...actors.map((actor) => actor.stop())]);
    clearTimeout(timeout);
  }

  async #use<Result>(id: string, work: (actor: ConversationActor) => Promise<Result>): Promise<Result> {
    if (this.#isStopping) throw stopping();
    const entry = this.#actors.get(id) ?? { actor: new ConversationActor(id, this.#host), users: 0 };
    // The latest used stand last, and are let go of last.
    this.#actors.delete(id);
    this.#actors.set(id, entry);
    entry.users += 1;
    try {
      return await work(entry.actor);
    } catch (error) {
      if (AppError.is(error) && error.code === 'CONVERSATION_NOT_FOUND' && entry.users === 1) {
        this.#actors.delete(id);
      }
      throw error;
    } finally {
      entry.users -= 1;
      this.#evict();
    }
  }

  async #counted(accepting: Promise<Accepted>): Promise<Accepted> {
    this.#pending += 1;
    const ended = (): void => {
      this.#pending -= 1;
    };
    try {
      const accepted = await accepting;
      accepted.report.then(ended, ended);
      return accepted;
    } catch (error) {
      ended();
      throw error;
    }
  }

  #evict(): void {
    const { mostIdle = 1000 } = this.#options;
    let looks = 8;
    for (const [id, { actor, users }] of this.#actors) {
      // Under load most are busy: looking at a few each time is enough.
      if (this.#actors.size <= mostIdle || looks === 0) return;
      looks -= 1;
      if (users === 0 && actor.isIdle) this.#actors.delete(id);
    }
  }

  #refuseWhenFull(): void {
    const { mostPending = 5000 } = this.#options;
    if (this.#isStopping) throw stopping();
    if (this.#pending < mostPending) return;
    throw new AppError(
      'TOO_BUSY',
      'More messages wait for their turn than this runtime takes on. Nothing was stored; send it again in a moment.',
      { blame: 'environment', details: { retryAfter: 1 } },
    );
  }
}

function stopping(): AppError {
  return new AppError('TOO_BUSY', 'The runtime is being stopped. Send it again in a moment.', {
    blame: 'environment',
    details: { retryAfter: 5 },
  });
}
