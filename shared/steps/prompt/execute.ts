import { AppError } from '#shared/errors/app-error.ts';
import { calledAction, waitingCall } from '#shared/engine/actions/action-call.ts';
import { isForCustomer } from '#shared/engine/actions/may-run.ts';
import { redactInputs } from '#shared/engine/actions/redact-inputs.ts';
import {
  type ActionEnding,
  beginAction,
  endCalledAction,
  resumeAction,
} from '#shared/engine/actions/run-action.ts';
import type { Action } from '#shared/model/entities/action.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import type { ModelAnswer, ModelRequest } from '#shared/engine/model-request.ts';
import type { Outcome } from '#shared/engine/outcome.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { definition } from './definition.ts';
import { offerTools, type OfferedTool, readCall } from './offered-tools.ts';
import type { PromptSettings, PromptTool } from './settings.ts';

const declinedPort = 'declined';
/** Of an answer that a model is shown again to correct it. */
const maxShownAnswer = 4000;

export const executor = defineExecutor(definition, {
  enter: (settings, scope) => choose(settings, scope),
  async resume(settings, scope, trigger, wait) {
    const { actionId } = waitingCall(wait.data);
    return goOn(settings, scope, actionId, await resumeAction(scope, trigger, wait));
  },
  async returned(settings, scope, call, result) {
    const { actionId } = calledAction(call);
    return goOn(settings, scope, actionId, await endCalledAction(scope, call, result));
  },
});

/** `without`: an action that was just declined. */
async function choose(settings: PromptSettings, scope: StepScope, without?: string): Promise<Outcome> {
  const offered = await offeredBy(settings, scope, without);
  if (offered.length === 0) {
    throw new AppError(
      'PROMPT_NO_TOOL',
      'No tool of this step can be offered to this customer, so the AI was not asked. Add a tool without a condition, or connect “error”.',
      { details: { stepId: scope.stepId } },
    );
  }
  const request = await requestOf(settings, offered, scope);
  const first = await ask(request, offered, scope);
  if (!('problem' in first)) return take(settings, scope, first);
  scope.tell({ type: 'answer.invalid', id: scope.stepId, problem: first.problem, isRepaired: true });
  const second = await ask({ ...request, repair: first }, offered, scope);
  if (!('problem' in second)) return take(settings, scope, second);
  scope.tell({ type: 'answer.invalid', id: scope.stepId, problem: second.problem, isRepaired: false });
  throw new AppError(
    'PROMPT_ANSWER_INVALID',
    `The AI gave an answer that cannot be used, also after it was told why: ${second.problem} Describe the tool and its parameters more clearly, or take another model.`,
    { blame: 'environment', details: { stepId: scope.stepId } },
  );
}

/** What is picked is taken, an action once it is done. */
async function take(settings: PromptSettings, scope: StepScope, { tool, args }: Pick): Promise<Outcome> {
  const { id, name, action } = tool;
  const shown = action === undefined ? args : redactInputs(action, args);
  scope.tell({ type: 'tool.picked', id: scope.stepId, tool: name, args: shown });
  if (action === undefined) return { take: id, drop: ['content'], merge: args };
  return goOn(settings, scope, id, await beginAction({ actionId: id, caller: 'tool', inputs: args }, scope));
}

/** Where nothing follows a customer's no, the AI is asked again: what they said is a message like any other. */
async function goOn(
  settings: PromptSettings,
  scope: StepScope,
  actionId: string,
  ending: ActionEnding,
): Promise<Outcome> {
  if ('goOn' in ending) return ending.goOn;
  if ('result' in ending) return { take: actionId, drop: ['content'], merge: ending.result };
  const { declined, content, reason } = ending;
  if (declined !== 'refused' && !scope.isConnected(declinedPort)) {
    const without = declined === 'no' ? actionId : undefined;
    if ((await offeredBy(settings, scope, without)).length > 0) return choose(settings, scope, without);
  }
  const said = content === undefined ? {} : { content };
  return { take: declinedPort, merge: { declined, ...said, ...(reason === undefined ? {} : { reason }) } };
}

async function offeredBy(
  { tools, actions }: PromptSettings,
  scope: StepScope,
  without: string | undefined,
): Promise<readonly OfferedTool[]> {
  const ids = actions.filter((id) => id !== without);
  return offerTools(await visibleTools(tools, scope), await visibleActions(ids, scope));
}

/** Tools whose condition holds and behind which there is a way for this customer. */
async function visibleTools(tools: readonly PromptTool[], scope: StepScope): Promise<PromptTool[]> {
  const visible: PromptTool[] = [];
  for (const tool of tools) {
    const written = tool.parameters.map(({ name }) => name);
    if ((await scope.holds(tool.condition)) && (await scope.leadsOn(tool.id, written))) visible.push(tool);
  }
  return visible;
}

/** Actions that are for this customer and whose prerequisites may hold; what they are given is not known yet. */
async function visibleActions(ids: readonly string[], scope: StepScope): Promise<Action[]> {
  const shown: Action[] = [];
  for (const id of ids) {
    const action = scope.catalog.actions.get(id);
    if (action === undefined || !isForCustomer(action, scope.catalog, scope.conversation)) continue;
    const inputs = action.inputs.map(({ name }) => name);
    if (await scope.with({}).mayHold(action.prerequisites, inputs)) shown.push(action);
  }
  return shown;
}

async function requestOf(
  settings: PromptSettings,
  offered: readonly OfferedTool[],
  scope: StepScope,
): Promise<ModelRequest> {
  const rules: string[] = [];
  for (const [index, { text }] of settings.rules.entries()) {
    const rule = (await scope.render(text, `rules.${index}.text`, 'text')).trim();
    if (rule !== '') rules.push(rule);
  }
  const messages = settings.historyLength === 0 ? [] : scope.messages.slice(-settings.historyLength);
  const model = settings.model?.trim() ?? '';
  return {
    model: model === '' ? scope.workspace.defaultModel : model,
    temperature: settings.temperature,
    preamble: await scope.render(settings.preamble, 'preamble', 'text'),
    rules,
    assistant: await scope.render('{{assistant.name}}', 'assistant', 'text'),
    messages: messages.map(({ role, content }) => ({ role, content })),
    sources: scope.found.map(({ title, headings, text }) => ({
      // A question may be asked in several ways, one a line.
      title: [title.replaceAll(/\s*\n\s*/gu, ' / '), ...headings].join(' › '),
      text,
    })),
    postamble: await scope.render(settings.postamble, 'postamble', 'text'),
    tools: offered.map(({ asked }) => asked),
    repair: null,
  };
}

interface Invalid {
  readonly answer: string;
  readonly problem: string;
}

async function ask(
  request: ModelRequest,
  offered: readonly OfferedTool[],
  scope: StepScope,
): Promise<Pick | Invalid> {
  const answer = await scope.effect('model.generate', request, draftsOf(offered, scope));
  const { model, usage } = answer;
  scope.tell({ type: 'model.answered', id: scope.stepId, model, ...usage });
  const pick = pickOf(answer, offered, scope);
  if ('problem' in pick || !pick.isFirst) scope.withdrawDraft();
  return pick;
}

/** Shows what is written only where the next step says exactly that. */
function draftsOf(
  offered: readonly OfferedTool[],
  scope: StepScope,
): Parameters<StepScope['effect']>[2] | undefined {
  const speakers = new Map(
    offered
      .filter(
        ({ parameters, action }) =>
          action === undefined &&
          parameters.some(({ name, type }) => name === 'content' && type === 'string'),
      )
      .flatMap(({ id, asked }) => {
        const speaker = scope.saysContent(id);
        return speaker === undefined ? [] : [[asked.name, speaker] as const];
      }),
  );
  if (speakers.size === 0) return undefined;
  return ({ tool, content }) => {
    const speaker = speakers.get(tool);
    if (speaker !== undefined) scope.draft(content, speaker);
  };
}

interface Pick {
  readonly tool: OfferedTool;
  readonly args: JsonObject;
  /** Of the calls: the one whose draft was shown. */
  readonly isFirst: boolean;
}

/** The first call that can be used; every other one is told as an event. */
function pickOf(
  { calls, text }: ModelAnswer,
  offered: readonly OfferedTool[],
  scope: StepScope,
): Pick | Invalid {
  const byName = new Map(offered.map((each) => [each.asked.name, each]));
  let picked: Pick | undefined;
  const ignored: { readonly tool: string; readonly problem: string | null }[] = [];
  for (const [index, { tool: name, args }] of calls.entries()) {
    const tool = byName.get(name);
    const read =
      tool === undefined
        ? { ok: false as const, problem: `There is no tool “${name.slice(0, 60)}”.` }
        : readCall(tool, args);
    if (picked === undefined && tool !== undefined && read.ok) {
      picked = { tool, args: read.args, isFirst: index === 0 };
    } else ignored.push({ tool: name.slice(0, 60), problem: read.ok ? null : read.problem });
  }
  const isOne = picked === undefined && ignored.length === 1;
  if (!isOne) for (const call of ignored) scope.tell({ type: 'tool.ignored', id: scope.stepId, ...call });
  if (picked !== undefined) return picked;
  const problem = ignored[0]?.problem ?? 'It answered with text instead of choosing a tool.';
  const shown = calls.length === 0 ? text : JSON.stringify(calls);
  return { answer: shown.slice(0, maxShownAnswer), problem };
}
