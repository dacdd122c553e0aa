// What an executor may see and do while its step runs.
// Invariants: what it says is out at once; everything else changes only through its outcome;
// the clock is read once per step. Classes, since a literal with getters is slow in V8, and kept by its collector for long.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { ConditionGroup } from '#shared/model/condition.ts';
import type { PortId, StepId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConditionFacts } from './conditions/condition-facts.ts';
import { conditionHolds, readsClock } from './conditions/evaluate-condition.ts';
import type { Catalog } from './catalog.ts';
import type { Conversation } from './conversation.ts';
import type { EffectCall, EffectName, EffectRequest, EffectResponse } from './effects.ts';
import type { RunEvent } from './events.ts';
import type { ContentSpeaker, ServiceTerms, StepScope } from './executor.ts';
import type { FlowStep } from './flow.ts';
import { topOf } from './frames.ts';
import { conditionMayHold, stepBehind } from './look-ahead.ts';
import type { Message } from './message.ts';
import type { Outcome } from './outcome.ts';
import { performEffect } from './perform-effect.ts';
import { parseTemplate, type ParsedTemplate } from './templates/parse-template.ts';
import { renderTemplate, renderTemplateValue } from './templates/render-template.ts';
import type { TemplateScope } from './templates/template-scope.ts';
import type { Trigger } from './trigger.ts';
import type { Turn } from './turn.ts';

/** Of steps that are no actions. */
const usualTerms: ServiceTerms = { effect: 'read', timeoutMs: 30_000, cache: null, isApproved: false };

/** One visit of a step: what all scopes of it share. */
export class StepVisit {
  readonly id: string;
  readonly turn: Turn;
  readonly step: FlowStep['step'];
  /** Id of the message with which the step offered something last. */
  askedBy: string | undefined;
  #effectCount = 0;
  #clock: Promise<number> | undefined;

  constructor(turn: Turn, { step }: FlowStep) {
    this.id = `${turn.id}/${turn.stepCount}`;
    this.turn = turn;
    this.step = step;
  }

  scope(): StepScope {
    return new VisitScope(this, undefined, usualTerms);
  }

  now(): Promise<number> {
    return (this.#clock ??= this.effect('clock.now', {}));
  }

  effect<Name extends EffectName>(
    name: Name,
    request: EffectRequest<Name>,
    onDraft?: EffectCall['onDraft'],
  ): Promise<EffectResponse<Name>> {
    this.#effectCount += 1;
    const key = `${this.id}/${this.#effectCount}`;
    return performEffect(this.turn, { key, stepId: this.step.id }, name, request, onDraft);
  }

  say(content: string, assistantId?: string): ReturnType<Turn['say']> {
    if (content.length > limits.messageContent) {
      throw new AppError(
        'TEMPLATE_LIMIT',
        `This message is longer than ${limits.messageContent} characters. Say less.`,
        { details: { stepId: this.step.id } },
      );
    }
    return this.turn.say(content, assistantId);
  }
}

class VisitScope implements StepScope {
  readonly terms: ServiceTerms;
  readonly #visit: StepVisit;
  /** In place of the active frame's `args`. */
  readonly #own: JsonObject | undefined;

  constructor(visit: StepVisit, own: JsonObject | undefined, terms: ServiceTerms) {
    this.#visit = visit;
    this.#own = own;
    this.terms = terms;
  }

  get stepId(): StepId {
    return this.#visit.step.id;
  }

  get turnId(): string {
    return this.#visit.turn.id;
  }

  get visitId(): string {
    return this.#visit.id;
  }

  get workspace(): StepScope['workspace'] {
    return this.#visit.turn.flow.workspace;
  }

  get trigger(): Trigger {
    return this.#visit.turn.trigger;
  }

  get catalog(): Catalog {
    return this.#visit.turn.flow;
  }

  get args(): JsonObject {
    return this.#own ?? topOf(this.#visit.turn.state).args;
  }

  get conversation(): Conversation {
    return this.#visit.turn.state;
  }

  get found(): StepScope['found'] {
    return this.#visit.turn.found;
  }

  get messages(): readonly Message[] {
    return this.#visit.turn.messages;
  }

  now(): Promise<number> {
    return this.#visit.now();
  }

  effect<Name extends EffectName>(
    name: Name,
    request: EffectRequest<Name>,
    onDraft?: EffectCall['onDraft'],
  ): Promise<EffectResponse<Name>> {
    return this.#visit.effect(name, request, onDraft);
  }

  async render(source: string, field: string, mode: 'text' | 'markdown' | 'url'): Promise<string> {
    const [template, values] = await this.#prepare(source, field);
    return renderTemplate(template, values, mode);
  }

  async renderValue(source: string, field: string): Promise<Json> {
    const [template, values] = await this.#prepare(source, field);
    return renderTemplateValue(template, values);
  }

  async holds(condition: ConditionGroup): Promise<boolean> {
    return conditionHolds(condition, await this.#factsFor(condition));
  }

  async mayHold(condition: ConditionGroup, unknown: readonly string[]): Promise<boolean> {
    return conditionMayHold(condition, await this.#factsFor(condition), unknown);
  }

  with(args: JsonObject, terms = this.terms): StepScope {
    return new VisitScope(this.#visit, args, terms);
  }

  enterKind(kind: string, settings: JsonObject): Promise<Outcome> | undefined {
    return this.#visit.turn.flow.executors.get(kind)?.enter(settings, this);
  }

  reply(content: string, assistantId?: string): void {
    const { id, assistantId: speaker, citations } = this.#visit.say(content, assistantId);
    const cited = citations === undefined ? {} : { citations };
    this.tell({ type: 'reply', id, content, assistantId: speaker, stepId: this.stepId, ...cited });
  }

  offer(content: string, offered: Parameters<StepScope['offer']>[1]): void {
    const { id, assistantId } = this.#visit.say(content);
    this.#visit.askedBy = id;
    const options = offered.map(({ label, value }) => ({ label, value }));
    this.tell({ type: 'choice', id, content, options, assistantId, stepId: this.stepId });
  }

  async leadsOn(port: PortId, unknown: readonly string[]): Promise<boolean> {
    const { flow } = this.#visit.turn;
    const behind = stepBehind(flow, this.stepId, port);
    if (behind?.executor === undefined) return true;
    const { content: _dropped, ...args } = this.args;
    return behind.executor.leadsOn(behind.settings, {
      mayHold: async (condition) =>
        conditionMayHold(condition, await this.#factsFor(condition, args), unknown),
      isConnected: (at) => flow.next(behind.step.id, at) !== undefined,
    });
  }

  isConnected(port: PortId): boolean {
    return this.#visit.turn.flow.next(this.stepId, port) !== undefined;
  }

  saysContent(port: PortId): ContentSpeaker | undefined {
    const behind = stepBehind(this.#visit.turn.flow, this.stepId, port);
    return behind?.executor?.saysContent(behind.settings);
  }

  draft(content: string, { assistantId }: ContentSpeaker): void {
    this.#visit.turn.draft(this.stepId, content, assistantId ?? undefined);
  }

  withdrawDraft(): void {
    this.#visit.turn.withdrawDraft();
  }

  tell(event: RunEvent): void {
    this.#visit.turn.emit(event);
  }

  log(level: Parameters<StepScope['log']>[0], text: string): void {
    this.tell({ type: 'code.console', stepId: this.stepId, level, text });
  }

  async #prepare(source: string, field: string): Promise<[ParsedTemplate, TemplateScope]> {
    const template = parseTemplate(source);
    for (const message of template.warnings) {
      this.tell({ type: 'template.warning', stepId: this.stepId, field, message });
    }
    const now = template.readsClock ? await this.now() : 0;
    return [template, templateScopeOf(this.#visit.turn, this.args, now)];
  }

  async #factsFor(condition: ConditionGroup, args = this.args): Promise<ConditionFacts> {
    return factsOf(this.#visit.turn, args, readsClock(condition) ? await this.now() : 0);
  }
}

function templateScopeOf(turn: Turn, args: JsonObject, now: number): TemplateScope {
  const { flow, state } = turn;
  const { workspace } = flow;
  return {
    workspace,
    user: state.customer,
    assistant: flow.assistants.get(workspace.primaryAssistantId),
    organizations: state.organizations,
    args,
    message: currentMessage(turn),
    found: turn.found,
    searchResults: state.searchResults,
    now,
  };
}

function factsOf(turn: Turn, args: JsonObject, now: number): ConditionFacts {
  const { flow, state } = turn;
  return {
    workspace: flow.workspace,
    conversation: state,
    args,
    message: currentMessage(turn),
    now,
  };
}

/** The trigger's message; in a turn that a timer or the start began, what the customer said last. */
function currentMessage({ trigger, messages }: Turn): Message | undefined {
  return trigger.kind === 'message' ? trigger.message : messages.findLast(({ role }) => role === 'user');
}
