// What an executor may see and do while its step runs.
// Invariants: what it says is out at once; everything else changes only through its outcome;
// the clock is read once per step.
import type { Json, JsonObject } from '#shared/util/json.ts';
import type { ConditionGroup } from '#shared/model/condition.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConditionFacts } from './conditions/condition-facts.ts';
import { conditionHolds, readsClock } from './conditions/evaluate-condition.ts';
import type { ServiceTerms, StepScope } from './executor.ts';
import type { FlowStep } from './flow.ts';
import { topOf } from './frames.ts';
import { conditionMayHold, stepBehind } from './look-ahead.ts';
import type { Message } from './message.ts';
import { performEffect } from './perform-effect.ts';
import { parseTemplate, type ParsedTemplate } from './templates/parse-template.ts';
import { renderTemplate, renderTemplateValue } from './templates/render-template.ts';
import type { TemplateScope } from './templates/template-scope.ts';
import type { Turn } from './turn.ts';

export interface StepRun {
  readonly scope: StepScope;
  /** Id of the message with which the step offered something last. */
  askedBy(): string | undefined;
}

/** Of steps that are no actions. */
const usualTerms: ServiceTerms = { effect: 'read', timeoutMs: 30_000, cache: null, isApproved: false };

export function createStepScope(turn: Turn, { step }: FlowStep): StepRun {
  const visitId = `${turn.id}/${turn.stepCount}`;
  const { workspace } = turn.flow;
  let effectCount = 0;
  let askedBy: string | undefined;
  let clock: Promise<number> | undefined;

  const effect: StepScope['effect'] = (name, request, onDraft) => {
    effectCount += 1;
    return performEffect(turn, { key: `${visitId}/${effectCount}`, stepId: step.id }, name, request, onDraft);
  };
  const now = (): Promise<number> => (clock ??= effect('clock.now', {}));

  const say = (content: string, assistantId?: string) => {
    if (content.length > limits.messageContent) {
      throw new AppError(
        'TEMPLATE_LIMIT',
        `This message is longer than ${limits.messageContent} characters. Say less.`,
        { details: { stepId: step.id } },
      );
    }
    return turn.say(content, assistantId);
  };

  /** `own`: in place of the active frame's `args`. */
  const scopeWith = (own: JsonObject | undefined, terms: ServiceTerms): StepScope => {
    const argsNow = (): JsonObject => own ?? topOf(turn.state).args;
    const prepare = async (source: string, field: string): Promise<[ParsedTemplate, TemplateScope]> => {
      const template = parseTemplate(source);
      for (const message of template.warnings) {
        turn.emit({ type: 'template.warning', stepId: step.id, field, message });
      }
      return [template, templateScopeOf(turn, argsNow(), template.readsClock ? await now() : 0)];
    };
    const factsFor = async (condition: ConditionGroup, args = argsNow()): Promise<ConditionFacts> =>
      factsOf(turn, args, readsClock(condition) ? await now() : 0);

    const scope: StepScope = {
      stepId: step.id,
      turnId: turn.id,
      visitId,
      workspace,
      trigger: turn.trigger,
      catalog: turn.flow,
      terms,
      get args() {
        return argsNow();
      },
      get conversation() {
        return turn.state;
      },
      get found() {
        return turn.found;
      },
      get messages() {
        return turn.messages;
      },
      now,
      effect,
      async render(source, field, mode) {
        const [template, values] = await prepare(source, field);
        return renderTemplate(template, values, mode);
      },
      async renderValue(source, field): Promise<Json> {
        const [template, values] = await prepare(source, field);
        return renderTemplateValue(template, values);
      },
      holds: async (condition) => conditionHolds(condition, await factsFor(condition)),
      mayHold: async (condition, unknown) => conditionMayHold(condition, await factsFor(condition), unknown),
      with: (args, others = terms) => scopeWith(args, others),
      enterKind: (kind, settings) => turn.flow.executors.get(kind)?.enter(settings, scope),
      reply(content, assistantId) {
        const { id, assistantId: speaker, citations } = say(content, assistantId);
        const cited = citations === undefined ? {} : { citations };
        turn.emit({ type: 'reply', id, content, assistantId: speaker, stepId: step.id, ...cited });
      },
      offer(content, offered) {
        const { id, assistantId } = say(content);
        askedBy = id;
        const options = offered.map(({ label, value }) => ({ label, value }));
        turn.emit({ type: 'choice', id, content, options, assistantId, stepId: step.id });
      },
      async leadsOn(port, unknown) {
        const behind = stepBehind(turn.flow, step.id, port);
        if (behind?.executor === undefined) return true;
        const { content: _dropped, ...args } = argsNow();
        return behind.executor.leadsOn(behind.settings, {
          mayHold: async (condition) => conditionMayHold(condition, await factsFor(condition, args), unknown),
          isConnected: (at) => turn.flow.next(behind.step.id, at) !== undefined,
        });
      },
      isConnected: (port) => turn.flow.next(step.id, port) !== undefined,
      saysContent(port) {
        const behind = stepBehind(turn.flow, step.id, port);
        return behind?.executor?.saysContent(behind.settings);
      },
      draft: (content, { assistantId }) => turn.draft(step.id, content, assistantId ?? undefined),
      withdrawDraft: () => turn.withdrawDraft(),
      tell: (event) => turn.emit(event),
      log(level, text) {
        turn.emit({ type: 'code.console', stepId: step.id, level, text });
      },
    };
    return scope;
  };
  return { scope: scopeWith(undefined, usualTerms), askedBy: () => askedBy };
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
