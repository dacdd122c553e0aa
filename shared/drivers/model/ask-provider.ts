// One answer of a provider's model: streamed, with a time limit, and tried again when the failure passes.
import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider';
import { z } from 'zod';
import type { ModelAnswer, ModelRequest } from '#shared/engine/model-request.ts';
import { jsonSchema } from '#shared/util/json.ts';
import type { GenerateOptions } from './generate-answer.ts';
import { modelError, type ModelPlace, refused } from './model-error.ts';
import { openModel } from './model-provider.ts';
import { describeTool, promptOf } from './model-text.ts';
import { type AskLimits, withAttempts } from './with-attempts.ts';

export async function askProvider(
  place: ModelPlace,
  request: ModelRequest,
  { signal, onDraft }: GenerateOptions,
  limits: AskLimits,
): Promise<ModelAnswer> {
  const model = await openModel(place.provider, place.name);
  return withAttempts(place, signal, limits, (stop) =>
    readAnswer(model, place, request, { signal: stop, ...(onDraft === undefined ? {} : { onDraft }) }),
  );
}

const draftSchema = z.object({ content: z.string() });

async function readAnswer(
  model: LanguageModelV4,
  place: ModelPlace,
  request: ModelRequest,
  { signal, onDraft }: GenerateOptions & { readonly signal: AbortSignal },
): Promise<ModelAnswer> {
  const options: LanguageModelV4CallOptions = {
    prompt: promptOf(request),
    tools: request.tools.map((tool) => ({
      type: 'function',
      name: tool.name,
      description: describeTool(tool),
      inputSchema: tool.parameters,
    })),
    toolChoice: { type: 'required' },
    abortSignal: signal,
    ...(request.temperature === null ? {} : { temperature: request.temperature }),
  };
  const { stream } = await model.doStream(options);
  const calls: ModelAnswer['calls'] = [];
  let text = '';
  let usage = { inputTokens: 0, outputTokens: 0 };
  let shown: { readonly id: string; readonly tool: string; written: string } | undefined;
  for await (const part of stream) {
    signal.throwIfAborted();
    switch (part.type) {
      case 'text-delta':
        text += part.delta;
        break;
      case 'tool-input-start':
        shown ??= { id: part.id, tool: part.toolName, written: '' };
        break;
      case 'tool-input-delta':
        if (onDraft === undefined || shown?.id !== part.id) break;
        shown.written += part.delta;
        await showDraft(shown, onDraft);
        break;
      case 'tool-call':
        calls.push({ tool: part.toolName, args: parseArgs(part.input) });
        break;
      case 'finish':
        usage = {
          inputTokens: part.usage.inputTokens.total ?? 0,
          outputTokens: part.usage.outputTokens.total ?? 0,
        };
        if (part.finishReason.unified === 'content-filter' && calls.length === 0) throw refused(place);
        break;
      case 'error':
        throw modelError(part.error, place);
      default:
        // Reasoning, sources and the like are not for a flow.
        break;
    }
  }
  return { model: `${place.provider.id}/${place.name}`, calls, text, usage };
}

/** The text of `content`, as far as the arguments are written. */
async function showDraft(
  { tool, written }: { readonly tool: string; readonly written: string },
  onDraft: NonNullable<GenerateOptions['onDraft']>,
): Promise<void> {
  const { parsePartialJson } = await import('ai');
  const { value } = await parsePartialJson(written);
  const content = draftSchema.safeParse(value).data?.content ?? '';
  if (content !== '') onDraft({ tool, content });
}

/** Arguments that are no JSON go on as the text they are; whoever checks them says so. */
function parseArgs(input: string): ModelAnswer['calls'][number]['args'] {
  try {
    return jsonSchema.parse(input.trim() === '' ? {} : JSON.parse(input));
  } catch (error) {
    if (error instanceof SyntaxError) return input;
    throw error;
  }
}
