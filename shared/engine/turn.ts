// The working record of one turn: what it started from, what it did so far.
// Invariants: the only mutable thing of the engine, owned by one `runTurn`; states in it are never changed in place.
import { limits } from '#shared/model/limits.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import { citationsIn } from './citations.ts';
import type { Conversation } from './conversation.ts';
import type { AbortSignalLike, Driver } from './effects.ts';
import type { RunEvent, TriggerName } from './events.ts';
import type { Flow } from './flow.ts';
import type { Message } from './message.ts';
import type { TurnRequest, TurnResult } from './run-types.ts';
import type { Trigger } from './trigger.ts';

const neverAborts: AbortSignalLike = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

export class Turn {
  readonly id: string;
  readonly flow: Flow;
  readonly trigger: Trigger;
  readonly driver: Driver;
  readonly signal: AbortSignalLike;
  readonly beforeStep: TurnRequest['beforeStep'];
  readonly events: RunEvent[] = [];
  readonly newMessages: Message[] = [];
  state: Conversation;
  /** The latest messages, oldest first, with those of this turn. */
  messages: readonly Message[];
  /** What the latest search of this turn found: the sources that a prompt is given and a reply can cite. */
  found: readonly FoundPassage[] = [];
  /** Steps run so far. */
  stepCount = 0;
  #replyCount = 0;
  #isDraftShown = false;
  readonly #onDraft: TurnRequest['onDraft'];
  #emit: TurnRequest['emit'];

  constructor(request: TurnRequest, trigger: Trigger) {
    this.id = trigger.id;
    this.flow = request.flow;
    this.trigger = trigger;
    this.driver = request.driver;
    this.signal = request.signal ?? neverAborts;
    this.beforeStep = request.beforeStep;
    this.state = request.state;
    this.messages = request.messages.slice(-limits.history);
    this.#emit = request.emit;
    this.#onDraft = request.onDraft;
  }

  /** Who listens must not throw; one that did is not told any more, so that the turn can end. */
  emit(event: RunEvent): void {
    this.events.push(event);
    const emit = this.#emit;
    this.#emit = undefined;
    emit?.(event);
    this.#emit = emit;
  }

  /** Adds a message to the conversation. */
  add(message: Message): void {
    this.newMessages.push(message);
    this.messages = [...this.messages, message].slice(-limits.history);
    this.state = {
      ...this.state,
      messages: [...this.state.messages, message.id].slice(-limits.history),
    };
  }

  /** Says something as an assistant: the named one, if it exists, else the primary one. */
  say(content: string, assistantId?: string): Message & { readonly assistantId: string } {
    this.#replyCount += 1;
    this.#isDraftShown = false;
    const citations = citationsIn(content, this.found);
    const message = {
      id: `r:${this.id}:${this.#replyCount}`,
      role: 'assistant' as const,
      content,
      channel: this.state.channel,
      assistantId: this.#speaker(assistantId),
      ...(citations.length === 0 ? {} : { citations }),
    };
    this.add(message);
    return message;
  }

  /** Shows what will be said; the next thing that is said takes its place. */
  draft(stepId: string, content: string, assistantId: string | undefined): void {
    this.#isDraftShown = true;
    const speaker = this.#speaker(assistantId);
    this.#onDraft?.({ type: 'draft', turnId: this.id, stepId, content, assistantId: speaker });
  }

  #speaker(assistantId: string | undefined): string {
    const isKnown = assistantId !== undefined && this.flow.assistants.has(assistantId);
    return isKnown ? assistantId : this.flow.workspace.primaryAssistantId;
  }

  withdrawDraft(): void {
    if (!this.#isDraftShown) return;
    this.#isDraftShown = false;
    this.#onDraft?.({ type: 'draft.withdrawn', turnId: this.id });
  }

  end(outcome: 'waiting' | 'idle' | 'closed' | 'failed' | 'aborted'): TurnResult {
    this.withdrawDraft();
    this.emit({ type: 'turn.ended', turnId: this.id, outcome });
    return { state: this.state, events: this.events, newMessages: this.newMessages, outcome };
  }
}

/** What events call a trigger: a message that picks an option is a `choice`. */
export function triggerName(trigger: Trigger): TriggerName {
  return trigger.kind === 'message' && trigger.message.choice !== undefined ? 'choice' : trigger.kind;
}
