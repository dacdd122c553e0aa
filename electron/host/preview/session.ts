// One preview conversation on the real engine, held in memory.
// Invariants: turns run strictly in order, one at a time; memory is bounded (`logLimits`, the queue's limit, and the
// messages that the state refers to); an edit of the flow takes effect between two turns; nothing runs after `close`.
import { changeCustomer } from '#shared/engine/change-customer.ts';
import type { Conversation, Timer } from '#shared/engine/conversation.ts';
import { type Delivery, type DeliverTimersRequest, deliver, deliverTimers } from '#shared/engine/deliver.ts';
import { nextDueTimer, timersOf } from '#shared/engine/due-timers.ts';
import type { Driver } from '#shared/engine/effects.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { ChoiceValue, Message } from '#shared/engine/message.ts';
import { redactInputs } from '#shared/engine/actions/redact-inputs.ts';
import { moveToFlow } from '#shared/engine/move-flow.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import {
  operatorCloses,
  operatorDecides,
  operatorJoins,
  operatorLeaves,
  operatorSays,
  pendingApproval,
} from '#shared/engine/operator.ts';
import type { TurnRequest } from '#shared/engine/run-types.ts';
import type { ApprovalTrigger, Trigger } from '#shared/engine/trigger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SessionView } from '#shared/ipc/views.ts';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import type { WorkflowId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { customerAside, operatorAside, type OperatorDeed } from './asides.ts';
import { ConversationLog, type SessionRecord, titleOf } from './conversation-log.ts';
import type { SessionClock } from './session-clock.ts';
import { type TurnTask, TurnQueue } from './turn-queue.ts';

export interface SessionOptions {
  /** At most 80 characters; timers are named after it. */
  readonly id: string;
  /** Turns are `<prefix>t1`, `<prefix>t2` … The randomness of code steps depends on it. */
  readonly turnPrefix: string;
  readonly flow: Flow;
  readonly testUser: TestUser;
  /** Begins here instead of at the main workflow. */
  readonly workflowId?: WorkflowId;
  readonly clock: SessionClock;
  /** Performs effects; it must tell the time of the same clock. */
  readonly driver: Driver;
  /** Timers run by themselves when their time comes. Without, time matters only to `skipTime` and to the next message. */
  readonly hasRealTimers: boolean;
  /** Told of every run event as it happens; must not throw. */
  readonly onRecord?: (record: SessionRecord) => void;
  /** Told of what a model is writing; must not throw. */
  readonly onDraft?: TurnRequest['onDraft'];
  /** Told when something came of what nobody called for: a timer that ran out by itself, an edit of the flow. */
  readonly onChange?: () => void;
}

/** Seconds of one skip, ten times the longest wait. */
const longestSkip = limits.waitSeconds * 10;
const operatorChanges = { join: operatorJoins, leave: operatorLeaves, close: operatorCloses } as const;
/** Longest delay that setTimeout keeps; a later timer is looked at again then. */
const longestDelay = 2 ** 31 - 1;

export class ConversationSession {
  readonly id: string;
  readonly #options: SessionOptions;
  readonly #clock: SessionClock;
  readonly #log = new ConversationLog();
  readonly #queue = new TurnQueue();
  #flow: Flow;
  #nextFlow: Flow | undefined;
  #state: Conversation;
  #messages: readonly Message[] = [];
  #testUser: TestUser;
  #triggerCount = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Throws WORKFLOW_NOT_FOUND and STATE_TOO_LARGE. The conversation starts with `start`. */
  constructor(options: SessionOptions) {
    const { id, flow, testUser, workflowId } = options;
    this.id = id;
    this.#options = options;
    this.#clock = options.clock;
    this.#testUser = testUser;
    this.#flow = flow;
    this.#state = newConversation({
      id,
      flow,
      customer: customerOf(testUser),
      organizations: testUser.organizations,
      channel: testUser.channel,
      ...(workflowId === undefined ? {} : { workflowId }),
    });
  }

  get state(): Conversation {
    return this.#state;
  }

  get records(): readonly SessionRecord[] {
    return this.#log.records;
  }

  /** Resolves, as all of these do, when the turns it caused have ended; how they ended is in the records. */
  start(): Promise<void> {
    const base = this.#accept();
    return this.#enqueue((signal) => this.#run({ ...base, kind: 'start' }, signal));
  }

  say(content: string): Promise<void> {
    return this.#receive(content);
  }

  /** Picks an option of the choice that was asked in this message; without one, of the choice that is open. */
  pick(choiceMessageId: string | undefined, value: ChoiceValue): Promise<void> {
    const asked = this.#log.transcript.find(({ id }) => id === choiceMessageId);
    const label = asked?.options?.find((option) => option.value === value)?.label ?? String(value);
    return this.#receive(label, { value }, choiceMessageId);
  }

  /** The option with this label, or else this value, of the choice that was shown last, answered or not. */
  pickShown(labelOrValue: ChoiceValue): Promise<void> {
    const choice = this.#log.lastChoice;
    const option =
      choice?.options.find(({ label }) => label === labelOrValue) ??
      choice?.options.find(({ value }) => value === labelOrValue);
    return this.pick(choice?.id, option?.value ?? labelOrValue);
  }

  /** Lets time pass at once: timers that come due run in order, each at its own time. */
  async skipTime(seconds: number): Promise<void> {
    this.#queue.refuseWhenFull();
    if (!(seconds >= 0 && seconds <= longestSkip)) {
      throw new AppError('INVALID_INPUT', `Skip between 0 and ${longestSkip} seconds.`);
    }
    await this.#enqueue(async (signal) => {
      const target = this.#clock.now() + seconds * 1000;
      await this.#runTimers(target, signal);
      const left = nextDueTimer(this.#state);
      if (!signal.aborted && left !== undefined && left.dueAt <= target) {
        throw new AppError(
          'INVALID_INPUT',
          'So many timers ran out that the skip stopped on its way. Skip the rest in smaller parts.',
        );
      }
      if (!signal.aborted) this.#clock.moveTo(target);
    });
  }

  /** Lets time pass in which nobody looks at timers: those that came due run before the next message. */
  stall(seconds: number): Promise<void> {
    return this.#enqueue(() => this.#clock.moveTo(this.#clock.now() + seconds * 1000));
  }

  /** Goes on as another test user; what was said stays. Rejects with STATE_TOO_LARGE. */
  become(testUser: TestUser): Promise<void> {
    return this.#enqueue(() => {
      const { organizations, channel } = testUser;
      this.#adopt(changeCustomer(this.#state, { customer: customerOf(testUser), organizations, channel }));
      this.#testUser = testUser;
      this.#log.addAside(customerAside(testUser));
    });
  }

  operator(does: OperatorDeed): Promise<void> {
    return this.#enqueue(() => {
      const change = operatorChanges[does](this.#state, this.#clock.now());
      this.#adopt(change);
      const { wait } = this.#state;
      const waitingAt = wait && (titleOf(this.#flow, wait.stepId) ?? wait.kind);
      if (change.events.length > 0) this.#log.addAside(operatorAside(does, waitingAt));
    });
  }

  /** Rejects with INVALID_INPUT when no operator takes part. */
  operatorSay(content: string): Promise<void> {
    refuseLongMessage(content);
    const { id } = this.#accept();
    return this.#enqueue(() => {
      const words = operatorSays(this.#state, { id: `o-${id}`, content });
      this.#messages = [...this.#messages, words.message];
      this.#adopt(words);
    });
  }

  /** Allows or refuses the action that waits for an operator. Rejects with INVALID_INPUT when none does. */
  decide(decision: Pick<ApprovalTrigger, 'isApproved' | 'reason'>): Promise<void> {
    const base = this.#accept();
    return this.#enqueue((signal) => this.#run(operatorDecides(this.#state, base, decision), signal));
  }

  /** Delivers a timer that is set, or the one that was set last, now; `generationOffset` counts from the current one. */
  fireTimer(generationOffset: number): Promise<void> {
    const base = this.#accept();
    return this.#enqueue((signal) => {
      const timerId = timersOf(this.#state)[0]?.id ?? this.#log.lastTimerId ?? 'no-timer';
      const generation = this.#state.generation + generationOffset;
      return this.#run({ ...base, kind: 'timeout', timerId, generation }, signal);
    });
  }

  /** The project was edited: the next turn runs on `flow`. Resolves when that is so; never rejects. */
  moveTo(flow: Flow): Promise<void> {
    this.#nextFlow = flow;
    return this.#uncalled(() => this.#changeFlow());
  }

  /** Aborts the running turn and drops what waits behind it; the conversation can go on. */
  stop(): void {
    this.#queue.stop();
  }

  /** Ends the session for good. */
  close(): void {
    clearTimeout(this.#timer);
    this.#queue.close();
  }

  view(): SessionView {
    const testUser = this.#testUser;
    const { status, wait, stack } = this.#state;
    const approval = approvalOf(this.#state, this.#flow);
    return {
      sessionId: this.id,
      status,
      operator: this.#state.operator,
      ...(approval === undefined ? {} : { approval }),
      escalation: status === 'escalated' ? this.#log.escalation : null,
      testUser: { id: testUser.id, name: testUser.name, identity: testUser.identity },
      transcript: this.#log.transcript,
      asides: this.#log.asides,
      openChoiceId: wait?.offered === undefined ? null : wait.messageId,
      waitingStepId: wait?.stepId ?? null,
      nextTimerAt: nextDueTimer(this.#state)?.dueAt ?? null,
      clock: this.#clock.now(),
      trace: this.#log.trace,
      args: stack.at(-1)?.args ?? {},
    };
  }

  async #receive(content: string, choice?: Message['choice'], choiceMessageId?: string): Promise<void> {
    this.#queue.refuseWhenFull();
    refuseLongMessage(content);
    const base = this.#accept();
    const message: Message = {
      id: `m-${base.id}`,
      role: 'user',
      content,
      channel: this.#state.channel,
      ...(choice === undefined ? {} : { choice }),
    };
    const asked = choiceMessageId === undefined ? {} : { choiceMessageId };
    await this.#enqueue((signal) => this.#run({ ...base, kind: 'message', message, ...asked }, signal));
  }

  #accept(): { readonly id: string; readonly acceptedAt: number } {
    this.#triggerCount += 1;
    return { id: `${this.#options.turnPrefix}t${this.#triggerCount}`, acceptedAt: this.#clock.now() };
  }

  async #run(trigger: Trigger, signal: AbortSignal): Promise<void> {
    this.#keep(await deliver({ ...this.#request(signal), trigger }));
  }

  async #runTimers(until: number, signal: AbortSignal): Promise<void> {
    this.#keep(await deliverTimers({ ...this.#request(signal), until }));
  }

  #request(signal: AbortSignal): Omit<DeliverTimersRequest, 'until'> {
    return {
      flow: this.#flow,
      state: this.#state,
      messages: this.#messages,
      driver: this.#options.driver,
      signal,
      emit: (event) => this.#record(event),
      onDraft: (notice) => {
        if (!this.#queue.isClosed) this.#options.onDraft?.(notice);
      },
      onTurn: ({ kind, acceptedAt }) => {
        if (kind === 'timeout') this.#clock.beginTimer(acceptedAt);
        else this.#clock.endTimer();
      },
    };
  }

  #keep({ state, messages }: Delivery): void {
    this.#clock.endTimer();
    this.#state = state;
    const referred = new Set(state.messages);
    this.#messages = messages.filter(({ id }) => referred.has(id));
  }

  #adopt({ state, events }: { readonly state: Conversation; readonly events: readonly RunEvent[] }): void {
    this.#state = state;
    for (const event of events) this.#record(event);
  }

  #record(event: RunEvent): void {
    const record = this.#log.add(event, this.#clock.now(), this.#flow);
    if (!this.#queue.isClosed) this.#options.onRecord?.(record);
  }

  #changeFlow(): void {
    if (this.#nextFlow === undefined) return;
    this.#flow = this.#nextFlow;
    this.#nextFlow = undefined;
    this.#adopt(moveToFlow(this.#state, this.#flow));
  }

  #enqueue(task: TurnTask): Promise<void> {
    return this.#queue.add(async (signal) => {
      clearTimeout(this.#timer);
      this.#changeFlow();
      try {
        await task(signal);
      } finally {
        this.#arm(nextDueTimer(this.#state));
      }
    });
  }

  #arm(timer: Timer | undefined): void {
    if (timer === undefined || !this.#options.hasRealTimers || this.#queue.isClosed) return;
    const delay = Math.min(Math.max(0, timer.dueAt - this.#clock.now()), longestDelay);
    const run = (): void => void this.#uncalled((signal) => this.#runTimers(this.#clock.now(), signal));
    this.#timer = setTimeout(run, delay).unref();
  }

  /** What nobody waits for: it can only be stopped, and then there is nobody to tell. */
  async #uncalled(task: TurnTask): Promise<void> {
    const before = this.#log.latest;
    const [done] = await Promise.allSettled([this.#enqueue(task)]);
    if (done.status === 'fulfilled' && this.#log.latest !== before) this.#options.onChange?.();
  }
}

function refuseLongMessage(content: string): void {
  if (content.length <= limits.messageContent) return;
  throw new AppError(
    'INVALID_INPUT',
    `A message has at most ${limits.messageContent} characters. Write a shorter one.`,
  );
}

function approvalOf(state: Conversation, { actions }: Flow): SessionView['approval'] {
  const pending = pendingApproval(state);
  const action = actions.get(pending?.actionId ?? '');
  if (pending === undefined || action === undefined) return undefined;
  const { stepId, actionId, inputs } = pending;
  return { stepId, actionId, name: action.name, inputs: redactInputs(action, inputs) };
}
