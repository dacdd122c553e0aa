// The contract of a step kind's `execute.ts`.
// Invariants: executors hold no state, never sleep, and reach the outside through `scope.effect` alone.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { StepDefinition } from '#shared/model/step-definition.ts';
import type { ConditionGroup } from '#shared/model/condition.ts';
import type { Workspace } from '#shared/model/entities/workspace.ts';
import type { FoundPassage } from '#shared/model/passage.ts';
import type { PortId } from '#shared/model/ids.ts';
import type { Catalog } from './catalog.ts';
import type { Conversation, Wait } from './conversation.ts';
import type { EffectCall, EffectName, EffectRequest, EffectResponse } from './effects.ts';
import type { ToldEvent } from './events.ts';
import type { Message } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { Trigger } from './trigger.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What an executor may see and do while its step runs. */
export interface StepScope {
  readonly stepId: string;
  readonly turnId: string;
  /** `<turnId>/<n-th step of the turn>`: this visit of the step, the same when the turn is run again. */
  readonly visitId: string;
  /** `args` of the active frame; changed only by the outcome's `merge`. */
  readonly args: JsonObject;
  readonly conversation: Conversation;
  readonly workspace: Pick<Workspace, 'id' | 'name' | 'timeZone' | 'defaultModel'>;
  /** Latest messages, oldest first, this turn's replies included. */
  readonly messages: readonly Message[];
  /** What the latest search of this turn found, best first. */
  readonly found: readonly FoundPassage[];
  readonly trigger: Trigger;
  readonly catalog: Catalog;
  /** How far effects of connected services may reach, for how long, and how long their answers are kept. */
  readonly terms: ServiceTerms;
  /** Epoch ms, fixed for the whole step. */
  now(): Promise<number>;
  effect<Name extends EffectName>(
    name: Name,
    request: EffectRequest<Name>,
    onDraft?: EffectCall['onDraft'],
  ): Promise<EffectResponse<Name>>;
  /** Renders a template setting. `field` names it in warnings. `markdown` escapes values, `value` may give a typed value. */
  render(source: string, field: string, mode: 'text' | 'markdown' | 'url'): Promise<string>;
  renderValue(source: string, field: string): Promise<Json>;
  holds(condition: ConditionGroup): Promise<boolean>;
  /** Whether a condition holds or asks for a name in `args` that is not known yet. */
  mayHold(condition: ConditionGroup, unknown: readonly string[]): Promise<boolean>;
  /** The same scope with other `args`, and other terms. */
  with(args: JsonObject, terms?: ServiceTerms): StepScope;
  /** Runs settings of another kind that does not wait, in this scope. Undefined when there is no such kind. */
  enterKind(kind: string, settings: JsonObject): Promise<Outcome> | undefined;
  /** Says something to the customer. Ids are given by the engine in order. */
  reply(content: string, assistantId?: string): void;
  /** Asks something; the same call freezes nothing: return a `wait` with the options. */
  offer(content: string, options: readonly { label: string; value: string | number | boolean }[]): void;
  /** Whether what is connected to a port may lead this customer on; `unknown` names what `args` will get by then. */
  leadsOn(port: PortId, unknown: readonly string[]): Promise<boolean>;
  /** Who says `args.content` as it is in the first step at a port; undefined when that step does something else. */
  isConnected(port: PortId): boolean;
  saysContent(port: PortId): ContentSpeaker | undefined;
  /** Shows what the next step will say, or takes it back. */
  draft(content: string, speaker: ContentSpeaker): void;
  withdrawDraft(): void;
  tell(event: ToldEvent): void;
  log(level: 'log' | 'info' | 'warn' | 'error' | 'debug', text: string): void;
}

/** What an action says about the effects that it causes; steps that are no actions have the usual ones. */
export interface ServiceTerms extends Readonly<
  Pick<EffectRequest<'operation.call'>, 'effect' | 'timeoutMs' | 'cache'>
> {
  /** An operator allowed it. */
  readonly isApproved: boolean;
}

/** The assistant in whose name a step speaks; null is the primary one. */
export interface ContentSpeaker {
  readonly assistantId: string | null;
}

/** What a step may ask about the way on before anything leads to it. */
export interface LookAhead {
  /** Whether a condition holds for this customer; true where it depends on what is not known yet. */
  mayHold(condition: ConditionGroup): Promise<boolean>;
  isConnected(port: PortId): boolean;
}

interface ExecutorSpec<Settings> {
  enter(settings: Settings, scope: StepScope): Promise<Outcome> | Outcome;
  /** Goes on after a wait, with a trigger that `accepts` took. */
  resume?(settings: Settings, scope: StepScope, trigger: Trigger, wait: Wait): Promise<Outcome> | Outcome;
  /** Goes on when a workflow that this step called came back: `call` is what the step gave along, `result` its `args`. */
  returned?(settings: Settings, scope: StepScope, call: Json, result: JsonObject): Promise<Outcome> | Outcome;
  /** Pure: whether the wait can go on with the trigger. Default: by `wait.accepts`. */
  accepts?(wait: Wait, trigger: Trigger): boolean;
  /** Whether it would lead on, so that a tool in front of it is worth offering; reaches nothing outside. Default: yes. */
  leadsOn?(settings: Settings, ahead: LookAhead): Promise<boolean>;
  /** Pure: given when it says `args.content` as it is, so that the text can be shown while it is written. Default: not. */
  saysContent?(settings: Settings): ContentSpeaker | undefined;
}

export interface Executor {
  readonly definition: StepDefinition;
  readonly canResume: boolean;
  enter(settings: JsonObject, scope: StepScope): Promise<Outcome>;
  resume(settings: JsonObject, scope: StepScope, trigger: Trigger, wait: Wait): Promise<Outcome>;
  returned(settings: JsonObject, scope: StepScope, call: Json, result: JsonObject): Promise<Outcome>;
  accepts(wait: Wait, trigger: Trigger): boolean;
  leadsOn(settings: JsonObject, ahead: LookAhead): Promise<boolean>;
  saysContent(settings: JsonObject): ContentSpeaker | undefined;
}

/** Binds an implementation to its definition; settings are parsed before it sees them. */
export function defineExecutor<Settings>(
  definition: StepDefinition<Settings>,
  spec: ExecutorSpec<Settings>,
): Executor {
  const read = (raw: JsonObject, stepId: string): Settings => {
    const parsed = definition.settings.safeParse(raw);
    if (parsed.success) return parsed.data;
    const first = parsed.error.issues[0];
    throw new AppError(
      'STEP_SETTINGS_INVALID',
      `The settings of this ${definition.title} step do not fit: ${first?.path.join('.') ?? ''} ${first?.message ?? ''} Open the step and correct them.`,
      { details: { stepId, field: first?.path.join('.') ?? '' } },
    );
  };
  return {
    definition,
    canResume: spec.resume !== undefined,
    enter: async (raw, scope) => spec.enter(read(raw, scope.stepId), scope),
    async resume(raw, scope, trigger, wait) {
      if (spec.resume === undefined) {
        throw new AppError(
          'WAIT_INVALID',
          `A ${definition.title} step cannot wait. Restart the conversation.`,
          {
            blame: 'bug',
          },
        );
      }
      return spec.resume(read(raw, scope.stepId), scope, trigger, wait);
    },
    async returned(raw, scope, call, result) {
      if (spec.returned === undefined) {
        throw new AppError('INTERNAL', `A ${definition.title} step calls no workflow.`, { blame: 'bug' });
      }
      return spec.returned(read(raw, scope.stepId), scope, call, result);
    },
    accepts(wait, trigger) {
      if (spec.accepts !== undefined) return spec.accepts(wait, trigger);
      return wait.accepts.some((kind) => kind === acceptKindOf(trigger));
    },
    async leadsOn(raw, ahead) {
      const { data } = definition.settings.safeParse(raw);
      return data === undefined || spec.leadsOn === undefined || spec.leadsOn(data, ahead);
    },
    saysContent(raw) {
      const { data } = definition.settings.safeParse(raw);
      return data === undefined ? undefined : spec.saysContent?.(data);
    },
  };
}

function acceptKindOf(trigger: Trigger): Wait['accepts'][number] | 'start' {
  if (trigger.kind === 'message') return trigger.message.choice === undefined ? 'message' : 'choice';
  return trigger.kind;
}
