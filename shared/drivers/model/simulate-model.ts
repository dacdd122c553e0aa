// The offline model: answers prompts without a network, so that a flow can be tried before any model is connected.
// Invariants: deterministic and pure; calls exactly one of the offered tools; its arguments fit the tool's schema.
import { type ModelRequest, type ModelTool, simulatorName } from '#shared/engine/model-request.ts';
import { chooseTool } from './simulator/choose-tool.ts';
import { fillArguments } from './simulator/fill-arguments.ts';
import type { GenerateAnswer } from './generate-answer.ts';

const draftSteps = 8;

export const simulateModel: GenerateAnswer = async (request, { onDraft } = {}) => {
  const message = request.messages.findLast(({ role }) => role === 'user')?.content ?? '';
  const tool: ModelTool = chooseTool(request, message);
  const args = fillArguments(tool, { ...request, message });
  const content = args['content'];
  if (onDraft !== undefined && typeof content === 'string') {
    for (let step = 1; step <= draftSteps; step += 1) {
      onDraft({
        tool: tool.name,
        content: content.slice(0, Math.ceil((content.length * step) / draftSteps)),
      });
    }
  }
  return {
    model: simulatorName,
    calls: [{ tool: tool.name, args }],
    text: '',
    usage: { inputTokens: tokensOf(inputOf(request)), outputTokens: tokensOf(JSON.stringify(args)) },
  };
};

function inputOf({ preamble, rules, messages, sources, postamble }: ModelRequest): string {
  const said = [...messages.map(({ content }) => content), ...sources.map(({ text }) => text)];
  return [preamble, ...rules, ...said, postamble].join('\n');
}

/** About what a real model counts. */
const tokensOf = (text: string): number => Math.ceil(text.length / 4);
