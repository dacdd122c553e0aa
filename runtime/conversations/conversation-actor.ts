// One conversation while somebody needs it: what was accepted runs in order, and what came of it is stored.
// Invariants: a trigger is stored before it is acknowledged, and its turn counts only if it is; state in memory is what was
// committed last; a turn whose commit failed runs again from what is stored; after `stop` nothing begins, and what was
// accepted stays in the storage for the next start.
import { acceptTrigger } from '#shared/engine/accept-trigger.ts';
import type { Conversation } from '#shared/engine/conversation.ts';
import { type Delivery, deliver, deliverTimers } from '#shared/engine/deliver.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import type { Driver } from '#shared/engine/effects.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { Message } from '#shared/engine/message.ts';
import { moveToFlow } from '#shared/engine/move-flow.ts';
import type { DraftNotice, TurnResult } from '#shared/engine/run-types.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { AppError, type AppErrorJson } from '#shared/errors/app-error.ts';
import type {
  AuditEntry,
  ConversationPlace,
  ConversationStore,
  LoadedConversation,
  NewMessage,
  PendingTrigger,
  Receipt,
  StoredConversation,
} from './conversation-store.ts';
import type { RunningFlows } from './running-flow.ts';
import { SerialQueue, type TaskOutcome } from './serial-queue.ts';
import { TurnClock } from './turn-clock.ts';
import { TurnJournal } from './turn-journal.ts';

export interface ActorHost {
  readonly store: ConversationStore;
  readonly flows: RunningFlows;
  /** Epoch ms. */
  readonly now: () => number;
  readonly turnPrefix: (conversationId: string) => string;
  /** Something was committed; `dueAt` is when the conversation wakes by itself. */
  readonly onStored: (id: string, dueAt: number | undefined) => void;
  readonly onDraft: (id: string, draft: DraftNotice) => void;
  readonly onTurn: (outcome: TurnResult['outcome'], seconds: number) => void;
  readonly onError: (id: string, error: AppError) => void;
  readonly onIdle: (id: string) => void;
  /** A turn runs (1), or has come to what it wants to store (-1). */
  readonly onRunning: (change: 1 | -1) => void;
}

/** What came of one trigger. */
export interface TurnReport {
  readonly turnId: string;
  readonly outcome: TurnResult['outcome'];
  /** Why it was refused or failed. */
  readonly error: AppErrorJson | null;
  /** What was said in it, the customer's own words left out. */
  readonly messages: readonly NewMessage[];
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
  readonly #reports = new Map<string, Promise<TurnReport>>();
  #loading: Promise<void> | undefined;
  /** Undefined = to be read from the storage again. */
  #stored: StoredConversation | undefined;
  #journal: LoadedConversation['journal'] = new Map();
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
    this.#queue = new SerialQueue(() => host.onIdle(id));
  }

  /** Whose it is, where that is known. */
  get place(): ConversationPlace | undefined {
    if (this.#stored === undefined) return undefined;
    const { projectId, environment, endUser } = this.#stored;
    return { projectId, environment, endUser };
  }

  get isIdle(): boolean {
    return this.#queue.isIdle && this.#queue.length === 0;
  }

  /** Reads it, and goes on with what was left undone. Rejects with CONVERSATION_NOT_FOUND. */
  async load(): Promise<StoredConversation> {
    this.#loading ??= this.#begin();
    await this.#loading;
    return this.#stored ?? (await this.#read()).conversation;
  }

  async #begin(): Promise<void> {
    const { conversation, inbox } = await this.#read();
    this.#triggers = conversation.triggers;
    for (const pending of inbox) void this.#run(pending, Promise.resolve());
  }

  /** Stores a trigger and lets it run. Rejects when it is refused or cannot be stored; then nothing has happened. */
  async accept(draft: TriggerDraft, receipt?: (turnId: string) => Receipt | undefined): Promise<Accepted> {
    const { state } = await this.load();
    if (this.#queue.length >= mostWaiting) throw tooBusy();
    const { id, acceptedAt, seq } = this.#nextTrigger();
    const trigger = draft({ id, acceptedAt }, state);
    if (this.isIdle) {
      const acceptance = acceptTrigger(state, trigger);
      if (acceptance.do === 'refuse') throw acceptance.error;
    }
    const isStored = this.#host.store.accept(this.id, { seq, trigger }, receipt?.(id));
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
    this.#stored = conversation;
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
      const moved = await this.#moved();
      const { state, events, message, endUser } = deed({
        state: moved.conversation.state,
        now: this.#host.now(),
        newId: () => this.#nextTrigger().id,
      });
      const { projectId, environment } = moved.conversation;
      const { conversation } = moved;
      return this.#commit({
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
            this.#forgetWhenUnsure(error);
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
      const before = await this.#moved();
      const turn = this.#turn(before, isStored);
      this.#host.onRunning(1);
      const delivery = await deliver({ ...turn.request, trigger }).finally(() => this.#host.onRunning(-1));
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
      this.#stored = undefined;
      report.reject(error);
      return 'done';
    }
  }

  async #runTimers(): Promise<TaskOutcome> {
    try {
      const before = await this.#moved();
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
      entries: this.#journal,
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
    this.#stored = undefined;
    return failure === undefined ? 'again' : this.#again(failure);
  }

  #again(error: AppError): TaskOutcome {
    this.#stored = undefined;
    this.#host.onError(this.id, error);
    return 'again';
  }

  #keep(
    before: Moved,
    { state, results }: Delivery,
    change: Pick<Made, 'messages' | 'done' | 'dropJournal'>,
  ): Promise<StoredConversation> {
    const events = results.flatMap((result) => result.events);
    return this.#commit({ before, state, events, ...change, audit: doubts(events, before, this.id) });
  }

  async #commit(made: Made): Promise<StoredConversation> {
    const { before, state, messages } = made;
    const now = this.#host.now();
    const events = [...before.events, ...made.events];
    const referred = new Set(state.messages);
    const recent = [...before.conversation.recent, ...messages.map(({ message }) => message)];
    const conversation: StoredConversation = {
      ...before.conversation,
      updatedAt: now,
      triggers: this.#triggers,
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
    this.#host.onStored(this.id, nextDueTimer(state)?.dueAt);
    return conversation;
  }

  /** The conversation as it is stored, on the version that it is to run on. */
  async #moved(): Promise<Moved> {
    const conversation = this.#stored ?? (await this.#read()).conversation;
    const { flows } = this.#host;
    const target = flows.moveTarget(conversation);
    const flow = await flows.flowOf(target === undefined ? conversation : { ...conversation, ...target });
    if (target === undefined) return { conversation, flow, events: [] };
    const { state, events } = moveToFlow(conversation.state, flow);
    return { conversation: { ...conversation, ...target, state }, flow, events };
  }

  async #read(): Promise<LoadedConversation> {
    const loaded = await this.#host.store.load(this.id);
    if (loaded === undefined) {
      throw new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.');
    }
    this.#stored = loaded.conversation;
    this.#journal = loaded.journal;
    return loaded;
  }

  #forgetWhenUnsure(error: unknown): void {
    if (!AppError.is(error) || error.code === 'STORAGE_FAILED') this.#stored = undefined;
  }
}

interface Moved {
  readonly conversation: StoredConversation;
  readonly flow: Flow;
  readonly events: readonly RunEvent[];
}

interface Made {
  readonly before: Moved;
  readonly state: Conversation;
  readonly events: readonly RunEvent[];
  readonly messages: readonly NewMessage[];
  readonly done?: number;
  readonly dropJournal?: boolean;
  readonly audit?: readonly AuditEntry[];
  readonly receipt?: Receipt;
}

const turnIdOf = ({ events }: TurnResult): string | undefined =>
  events.flatMap((event) => (event.type === 'turn.started' ? event.turnId : []))[0];

/** `turnId` is that of a message which began no turn. */
function newMessages({ results }: Delivery, turnId: string): NewMessage[] {
  return results.flatMap((result) =>
    result.newMessages.map((message) =>
      withOptions({ turnId: turnIdOf(result) ?? turnId, message }, result.events),
    ),
  );
}

function withOptions({ turnId, message }: NewMessage, events: readonly RunEvent[]): NewMessage {
  const asked = events.find((event) => event.type === 'choice' && event.id === message.id);
  return { turnId, message, ...(asked?.type === 'choice' ? { options: asked.options } : {}) };
}

function reportOf(turnId: string, last: TurnResult, messages: readonly NewMessage[]): TurnReport {
  const error = last.events.flatMap((event) =>
    event.type === 'message.refused' || event.type === 'turn.failed' ? event.error : [],
  )[0];
  const said = messages.filter(({ message }) => message.role !== 'user');
  return { turnId, outcome: last.outcome, error: error ?? null, messages: said };
}

/** Effects of which nobody knows whether they happened: an operator has to look. */
function doubts(events: readonly RunEvent[], { conversation }: Moved, id: string): AuditEntry[] {
  return events.flatMap((event) => {
    if (event.type !== 'effect.ended' || event.error?.code !== 'IN_DOUBT') return [];
    // Code that asked for it fails with the same error.
    if (event.name === 'code.run') return [];
    const { projectId, environment } = conversation;
    const details = { key: event.key, name: event.name, stepId: event.stepId };
    return { actor: 'runtime', action: 'effect.in_doubt', projectId, environment, subject: id, details };
  });
}

function tooBusy(): AppError {
  return new AppError(
    'TOO_BUSY',
    'Too many messages of this conversation wait for their turn. Send the next one when they are answered.',
    { blame: 'environment', details: { retryAfter: 1 } },
  );
}
