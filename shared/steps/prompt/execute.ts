import { AppError } from '#shared/errors/app-error.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import type { ModelAnswer, ModelRequest } from '#shared/engine/model-request.ts';
import type { Outcome } from '#shared/engine/outcome.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { definition } from './definition.ts';
import { offerTools, type OfferedTool, readCall } from './offered-tools.ts';
import type { PromptSettings, PromptTool } from './settings.ts';

/** Of an answer that a model is shown again to correct it. */
const maxShownAnswer = 4000;

export const executor = defineExecutor(definition, {
  async enter(settings, scope): Promise<Outcome> {
    const offered = offerTools(await visibleTools(settings.tools, scope));
    if (offered.length === 0) {
      throw new AppError(
        'PROMPT_NO_TOOL',
        'No tool of this step can be offered to this customer, so the AI was not asked. Add a tool without a condition, or connect “error”.',
        { details: { stepId: scope.stepId } },
      );
    }
    const request = await requestOf(settings, offered, scope);
    const first = await ask(request, offered, scope);
    if ('take' in first) return first;
    scope.tell({ type: 'answer.invalid', id: scope.stepId, problem: first.problem, isRepaired: true });
    const second = await ask({ ...request, repair: first }, offered, scope);
    if ('take' in second) return second;
    scope.tell({ type: 'answer.invalid', id: scope.stepId, problem: second.problem, isRepaired: false });
    throw new AppError(
      'PROMPT_ANSWER_INVALID',
      `The AI gave an answer that cannot be used, also after it was told why: ${second.problem} Describe the tool and its parameters more clearly, or take another model.`,
      { blame: 'environment', details: { stepId: scope.stepId } },
    );
  },
});

/** Tools whose condition holds and behind which there is a way for this customer. */
async function visibleTools(tools: readonly PromptTool[], scope: StepScope): Promise<PromptTool[]> {
  const visible: PromptTool[] = [];
  for (const tool of tools) {
    const written = tool.parameters.map(({ name }) => name);
    if ((await scope.holds(tool.condition)) && (await scope.leadsOn(tool.id, written))) visible.push(tool);
  }
  return visible;
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
      title: [title, ...headings].join(' › '),
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
): Promise<Extract<Outcome, { take: unknown }> | Invalid> {
  const answer = await scope.effect('model.generate', request, draftsOf(offered, scope));
  const { model, usage } = answer;
  scope.tell({ type: 'model.answered', id: scope.stepId, model, ...usage });
  const pick = pickOf(answer, offered, scope);
  if ('problem' in pick || !pick.isFirst) scope.withdrawDraft();
  if ('problem' in pick) return pick;
  scope.tell({ type: 'tool.picked', id: scope.stepId, tool: pick.tool.name, args: pick.args });
  return { take: pick.tool.id, drop: ['content'], merge: pick.args };
}

/** Shows what is written only where the next step says exactly that. */
function draftsOf(
  offered: readonly OfferedTool[],
  scope: StepScope,
): Parameters<StepScope['effect']>[2] | undefined {
  const speakers = new Map(
    offered
      .filter(({ tool }) => tool.parameters.some(({ name, type }) => name === 'content' && type === 'string'))
      .flatMap(({ tool, asked }) => {
        const speaker = scope.saysContent(tool.id);
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
  readonly tool: PromptTool;
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
      picked = { tool: tool.tool, args: read.args, isFirst: index === 0 };
    } else ignored.push({ tool: name.slice(0, 60), problem: read.ok ? null : read.problem });
  }
  const isOne = picked === undefined && ignored.length === 1;
  if (!isOne) for (const call of ignored) scope.tell({ type: 'tool.ignored', id: scope.stepId, ...call });
  if (picked !== undefined) return picked;
  const problem = ignored[0]?.problem ?? 'It answered with text instead of choosing a tool.';
  const shown = calls.length === 0 ? text : JSON.stringify(calls);
  return { answer: shown.slice(0, maxShownAnswer), problem };
}
