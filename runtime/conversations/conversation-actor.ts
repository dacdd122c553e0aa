// One conversation while somebody needs it: what was accepted runs in order, and what came of it is stored.
// Invariants: a trigger is stored before it is acknowledged, and its turn counts only if it is; a turn whose commit failed runs again
// from what is stored; after `stop` nothing begins, and what was accepted stays in the storage for the next start.
import { acceptTrigger } from '#shared/engine/accept-trigger.ts';
import type { Conversation } from '#shared/engine/conversation.ts';
import { type Delivery, deliver, deliverTimers } from '#shared/engine/deliver.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import type { Driver } from '#shared/engine/effects.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Message } from '#shared/engine/message.ts';
import type { DraftNotice, TurnResult } from '#shared/engine/run-types.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  CommittedConversation,
  type CommittedHost,
  type Made,
  type Moved,
} from './committed-conversation.ts';
import type {
  AuditEntry,
  ConversationPlace,
  PendingTrigger,
  Receipt,
  StoredConversation,
} from './conversation-store.ts';
import { SerialQueue, type TaskOutcome } from './serial-queue.ts';
import { TurnClock } from './turn-clock.ts';
import { TurnJournal } from './turn-journal.ts';
import { doubts, newMessages, reportOf, type TurnReport } from './turn-report.ts';

export interface ActorHost extends CommittedHost {
  readonly turnPrefix: (conversationId: string) => string;
  readonly onDraft: (id: string, draft: DraftNotice) => void;
  readonly onTurn: (outcome: TurnResult['outcome'], seconds: number) => void;
  readonly onError: (id: string, error: AppError) => void;
  readonly onIdle: (id: string) => void;
}

/** What a person did to a conversation. Throws an AppError to refuse it. */
export type Deed = (place: {
  readonly state: Conversation;
  readonly now: number;
  /** For a message. */
  readonly newId: () => string;
}) => {
  readonly state: Conversation;
  readonly events: readonly RunEvent[];
  readonly message?: Message;
  /** Whose conversation it is from now on. */
  readonly endUser?: string;
};

export interface DeedRecord {
  readonly audit: Omit<AuditEntry, 'projectId' | 'environment' | 'subject'>;
  readonly receipt?: Receipt;
}

export interface Accepted {
  readonly turnId: string;
  /** Settles with what came of it; stays open when the process ends before. */
  readonly report: Promise<TurnReport>;
}

interface Runs {
  readonly seq: number;
  readonly trigger: Trigger;
  readonly isStored: Promise<void>;
  readonly report: PromiseWithResolvers<TurnReport>;
}

type TriggerDraft = (
  base: { readonly id: string; readonly acceptedAt: number },
  state: Conversation,
) => Trigger;

/** Triggers of one conversation that may wait. */
const mostWaiting = 100;

export class ConversationActor {
  readonly id: string;
  readonly #host: ActorHost;
  readonly #queue: SerialQueue;
  readonly #clock: TurnClock;
  readonly #committed: CommittedConversation;
  readonly #reports = new Map<string, Promise<TurnReport>>();
  #loading: Promise<void> | undefined;
  #triggers = 0;
  #isWakeQueued = false;
  /** Performs effects for the version that it was made for. */
  #driver: { readonly version: number; readonly driver: Driver } | undefined;
  #stop: AbortController | undefined;
  #isAborted = false;

  constructor(id: string, host: ActorHost) {
    this.id = id;
    this.#host = host;
    this.#clock = new TurnClock(host.now);
    this.#committed = new CommittedConversation(id, host);
    this.#queue = new SerialQueue(() => host.onIdle(id));
  }

  /** Whose it is, where that is known. */
  get place(): ConversationPlace | undefined {
    return this.#committed.place;
  }

  get isIdle(): boolean {
    return this.#queue.isIdle && this.#queue.length === 0;
  }

  /** Reads it, and goes on with what was left undone. Rejects with CONVERSATION_NOT_FOUND. */
  async load(): Promise<StoredConversation> {
    this.#loading ??= this.#begin();
    await this.#loading;
    return this.#committed.current();
  }

  async #begin(): Promise<void> {
    const { conversation, inbox } = await this.#committed.read();
    this.#triggers = conversation.triggers;
    for (const pending of inbox) void this.#run(pending, Promise.resolve());
  }

  /** Stores a trigger and lets it run. Rejects when it is refused or cannot be stored; then nothing has happened. */
  async accept(
    draft: TriggerDraft,
    receipt?: (turnId: string) => Receipt | undefined,
    audit: readonly AuditEntry[] = [],
  ): Promise<Accepted> {
    const { state } = await this.load();
    if (this.#queue.length >= mostWaiting) throw tooBusy();
    const { id, acceptedAt, seq } = this.#nextTrigger();
    const trigger = draft({ id, acceptedAt }, state);
    if (this.isIdle) {
      const acceptance = acceptTrigger(state, trigger);
      if (acceptance.do === 'refuse') throw acceptance.error;
    }
    const isStored = this.#host.store.accept(this.id, { seq, trigger }, receipt?.(id), audit);
    const report = this.#run({ seq, trigger }, isStored);
    await isStored;
    return { turnId: id, report };
  }

  /** A new conversation, whose start is being stored. */
  async begin(
    conversation: StoredConversation,
    trigger: Trigger,
    isStored: Promise<void>,
  ): Promise<Accepted> {
    this.#committed.begin(conversation);
    this.#triggers = conversation.triggers;
    this.#loading = Promise.resolve();
    const report = this.#run({ seq: conversation.triggers, trigger }, isStored);
    await isStored;
    return { turnId: trigger.id, report };
  }

  /** Resolves when everything that was left undone has been done. */
  async settled(): Promise<void> {
    await this.load();
    await Promise.allSettled(this.#reports.values());
  }

  /** What came of a turn that was accepted here and may still run. */
  reportOf(turnId: string): Promise<TurnReport> | undefined {
    return this.#reports.get(turnId);
  }

  /** Does something between two turns. Resolves when it is stored. */
  async act(deed: Deed, record: DeedRecord): Promise<StoredConversation> {
    await this.load();
    const { promise, resolve, reject } = Promise.withResolvers<StoredConversation>();
    const perform = async (): Promise<StoredConversation> => {
      const moved = await this.#committed.moved();
      const { state, events, message, endUser } = deed({
        state: moved.conversation.state,
        now: this.#host.now(),
        newId: () => this.#nextTrigger().id,
      });
      const { projectId, environment } = moved.conversation;
      const { conversation } = moved;
      return this.#committed.commit({
        triggers: this.#triggers,
        before: endUser === undefined ? moved : { ...moved, conversation: { ...conversation, endUser } },
        state,
        events,
        messages: message === undefined ? [] : [{ turnId: message.id, message }],
        audit: [{ ...record.audit, projectId, environment, subject: this.id }],
        ...(record.receipt === undefined ? {} : { receipt: record.receipt }),
      });
    };
    this.#queue.add({
      run: () =>
        perform().then(
          (stored) => {
            resolve(stored);
            return 'done';
          },
          (error: unknown) => {
            this.#committed.forgetWhenUnsure(error);
            reject(error);
            return 'done';
          },
        ),
    });
    return promise;
  }

  /** Runs what is due. Resolves when it is stored. */
  async wake(): Promise<void> {
    await this.load();
    if (this.#isWakeQueued) return;
    this.#isWakeQueued = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queue.add({
      run: async () => {
        this.#isWakeQueued = false;
        const outcome = await this.#runTimers();
        if (outcome === 'done') resolve();
        return outcome;
      },
    });
    return promise;
  }

  /** Nothing begins any more. Resolves when the running turn has ended. */
  stop(): Promise<void> {
    return this.#queue.stop();
  }

  /** Ends the running turn; it runs again after the next start. */
  abort(): void {
    this.#isAborted = true;
    this.#stop?.abort();
  }

  #nextTrigger(): { readonly id: string; readonly acceptedAt: number; readonly seq: number } {
    this.#triggers += 1;
    const id = `${this.#host.turnPrefix(this.id)}t${this.#triggers}`;
    return { id, acceptedAt: this.#host.now(), seq: this.#triggers };
  }

  #run({ seq, trigger }: PendingTrigger, isStored: Promise<void>): Promise<TurnReport> {
    const runs: Runs = { seq, trigger, isStored, report: Promise.withResolvers() };
    const report = runs.report.promise;
    this.#reports.set(trigger.id, report);
    const forget = (): boolean => this.#reports.delete(trigger.id);
    // Also when nobody asks for the report, it is no failure that nobody hears of: whoever sent the trigger was told.
    void report.then(forget, forget);
    this.#queue.add({ run: () => this.#runTrigger(runs) });
    return report;
  }

  async #runTrigger({ seq, trigger, isStored, report }: Runs): Promise<TaskOutcome> {
    const startedAt = performance.now();
    try {
      const before = await this.#committed.moved();
      const turn = this.#turn(before, isStored);
      const delivery = await deliver({ ...turn.request, trigger });
      const last = delivery.results.at(-1);
      if (last === undefined || last.outcome === 'aborted') return await this.#afterAbort(turn.failure());
      const messages = newMessages(delivery, trigger.id);
      await this.#keep(before, delivery, { messages, done: seq, dropJournal: turn.journal.isUsed });
      this.#host.onTurn(last.outcome, (performance.now() - startedAt) / 1000);
      report.resolve(reportOf(trigger.id, last, messages));
      return 'done';
    } catch (thrown) {
      const error = AppError.from(thrown);
      const isStoredNow = await isStored.then(
        () => true,
        () => false,
      );
      // Not stored: whoever sent it was told so.
      if (isStoredNow && error.code !== 'CONVERSATION_NOT_FOUND') return this.#again(error);
      this.#committed.forget();
      report.reject(error);
      return 'done';
    }
  }

  async #runTimers(): Promise<TaskOutcome> {
    try {
      const before = await this.#committed.moved();
      const due = nextDueTimer(before.conversation.state);
      const isDue = due !== undefined && due.dueAt <= this.#host.now();
      if (!isDue && before.events.length === 0) {
        if (due !== undefined) this.#host.onStored(this.id, due.dueAt);
        return 'done';
      }
      const startedAt = performance.now();
      const turn = this.#turn(before, Promise.resolve());
      const delivery = await deliverTimers({ ...turn.request, until: this.#host.now() });
      const last = delivery.results.at(-1);
      if (last?.outcome === 'aborted') return await this.#afterAbort(turn.failure());
      const messages = newMessages(delivery, '');
      await this.#keep(before, delivery, { messages, dropJournal: turn.journal.isUsed });
      if (last !== undefined) this.#host.onTurn(last.outcome, (performance.now() - startedAt) / 1000);
      return 'done';
    } catch (thrown) {
      const error = AppError.from(thrown);
      return error.code === 'CONVERSATION_NOT_FOUND' ? 'done' : this.#again(error);
    }
  }

  #turn({ conversation, flow }: Moved, isStored: Promise<void>) {
    const { store, onDraft } = this.#host;
    const stop = new AbortController();
    this.#stop = stop;
    if (this.#isAborted) stop.abort();
    let failure: AppError | undefined;
    const journal = new TurnJournal({
      entries: this.#committed.journal,
      isStored,
      // Going on as if it had failed would tell the customer so, though it may have happened.
      write: (entries) =>
        store.journal(this.id, entries).catch((error: unknown) => {
          failure = AppError.from(error);
          stop.abort();
          throw error;
        }),
    });
    const request = {
      flow,
      state: conversation.state,
      messages: conversation.recent,
      driver: journal.over(this.#driverFor(conversation)),
      signal: stop.signal,
      onDraft: (draft: DraftNotice) => onDraft(this.id, draft),
      onTurn: (trigger: Trigger) => this.#clock.begin(trigger),
    };
    return { request, journal, failure: () => failure };
  }

  #driverFor(conversation: StoredConversation): Driver {
    const { version } = conversation;
    if (this.#driver?.version !== version) {
      const driver = this.#host.flows.driverFor(conversation, () => this.#clock.now());
      this.#driver = { version, driver };
    }
    return this.#driver.driver;
  }

  /** Aborted by `stop`: the next start goes on with it. By a journal that could not be written: it runs again. */
  #afterAbort(failure: AppError | undefined): Promise<TaskOutcome> | TaskOutcome {
    this.#committed.forget();
    return failure === undefined ? 'again' : this.#again(failure);
  }

  #again(error: AppError): TaskOutcome {
    this.#committed.forget();
    this.#host.onError(this.id, error);
    return 'again';
  }

  #keep(
    before: Moved,
    { state, results }: Delivery,
    change: Pick<Made, 'messages' | 'done' | 'dropJournal'>,
  ): Promise<StoredConversation> {
    const events = results.flatMap((result) => result.events);
    const audit = doubts(events, before.conversation);
    return this.#committed.commit({ triggers: this.#triggers, before, state, events, ...change, audit });
  }
}

function tooBusy(): AppError {
  return new AppError(
    'TOO_BUSY',
    'Too many messages of this conversation wait for their turn. Send the next one when they are answered.',
    { blame: 'environment', details: { retryAfter: 1 } },
  );
}
