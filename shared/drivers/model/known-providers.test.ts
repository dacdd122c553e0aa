// OpenAI, Anthropic and Google over a real connection, to a server that answers as their documented APIs do.
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ModelDraft, ModelRequest } from '#shared/engine/model-request.ts';
import { serverKey } from '#tests/helpers/model-server.ts';
import { type ApiName, type ProviderServer, startProviderServer } from '#tests/helpers/provider-server.ts';
import { createGenerate } from './create-generate.ts';
import { listModels } from './list-models.ts';
import type { ModelProvider } from './model-provider.ts';

let server: ProviderServer;
beforeAll(async () => {
  server = await startProviderServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const provider = (kind: ApiName, apiKey = serverKey): ModelProvider => ({
  id: kind,
  kind,
  baseUrl: server.baseUrlOf(kind),
  apiKey,
});

const request = (model: string): ModelRequest => ({
  model,
  temperature: null,
  preamble: 'You help.',
  rules: [],
  assistant: 'Robin',
  messages: [{ role: 'user', content: 'When does it come?' }],
  sources: [],
  postamble: '',
  tools: [
    {
      name: 'answer',
      description: 'Answer the customer.',
      useCases: [],
      parameters: { type: 'object', properties: { content: { type: 'string' } }, required: ['content'] },
    },
  ],
  repair: null,
});

function ask(kind: ApiName, name: string, apiKey?: string, onDraft?: (draft: ModelDraft) => void) {
  const generate = createGenerate({
    providerOf: async () => provider(kind, apiKey),
    withoutKey: 'refuse',
    limits: { timeoutMs: 10_000, retryDelaysMs: [1] },
  });
  return generate(request(`${kind}/${name}`), onDraft === undefined ? {} : { onDraft });
}

describe.each<[ApiName, string, string]>([
  ['openai', 'gpt-5', '"tool_choice":"required"'],
  ['anthropic', 'claude-sonnet-5', '"tool_choice":{"type":"any"'],
  ['google', 'gemini-3-pro', '"mode":"ANY"'],
])('%s', (kind, model, mustCall) => {
  test('has to call a tool, and its call comes back with its tokens and the text while it is written', async () => {
    const drafts: ModelDraft[] = [];
    expect(await ask(kind, model, serverKey, (draft) => drafts.push(draft))).toEqual({
      model: `${kind}/${model}`,
      calls: [{ tool: 'answer', args: { content: 'It comes tomorrow.' } }],
      text: '',
      usage: { inputTokens: 21, outputTokens: 7 },
    });
    expect(drafts.at(-1)).toEqual({ tool: 'answer', content: 'It comes tomorrow.' });
    expect(JSON.stringify(server.asked().body)).toContain(mustCall);
  });

  test('a wrong key, an unknown model and a moment that is too busy say what to do, without the key', async () => {
    await expect(ask(kind, model, 'sk-wrong')).rejects.toMatchObject({ code: 'MODEL_KEY_REFUSED' });
    await expect(ask(kind, model, 'sk-wrong')).rejects.not.toThrow(/sk-wrong/u);
    await expect(ask(kind, 'unknown')).rejects.toMatchObject({ code: 'MODEL_UNKNOWN' });
    await expect(ask(kind, 'busy')).rejects.toMatchObject({ code: 'MODEL_BUSY' });
  });

  test('lists the models that can answer, in one long page', async () => {
    expect(await listModels(provider(kind))).toEqual([model]);
    await expect(listModels(provider(kind, 'sk-wrong'))).rejects.toMatchObject({ code: 'MODEL_KEY_REFUSED' });
  });

  test('a server that sends on to another one does not get the key carried there', async () => {
    const seen: string[] = [];
    const thief = createServer(({ headers }, response) => {
      seen.push(JSON.stringify(headers));
      response.end('{}');
    });
    const sender = createServer((_request, response) => {
      const address = thief.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      response.writeHead(307, { location: `http://localhost:${port}/` }).end();
    });
    for (const each of [thief, sender]) {
      await new Promise<void>((resolve) => {
        each.listen(0, '127.0.0.1', resolve);
      });
      onTestFinished(() => void each.close());
    }
    const address = sender.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const moved = { ...provider(kind), baseUrl: `http://127.0.0.1:${port}` };
    const generate = createGenerate({ providerOf: async () => moved, withoutKey: 'refuse' });
    await expect(generate(request(`${kind}/${model}`))).rejects.toMatchObject({
      code: 'MODEL_UNREACHABLE',
      message: expect.stringContaining('sends elsewhere'),
    });
    await expect(listModels(moved)).rejects.toMatchObject({ code: 'MODEL_UNREACHABLE' });
    expect(seen).toEqual([]);
  });
});
