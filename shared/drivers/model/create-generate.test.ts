// Models over a real HTTP connection: a server on loopback that streams, and fails in every way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelDraft, ModelRequest } from '#shared/engine/model-request.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ModelServer, serverKey, startModelServer } from '#tests/helpers/model-server.ts';
import { createGenerate, type GenerateSetup } from './create-generate.ts';
import type { GenerateOptions } from './generate-answer.ts';
import { listModels } from './list-models.ts';
import type { ModelProvider } from './model-provider.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const local = (over: Partial<ModelProvider> = {}): ModelProvider => ({
  id: 'local',
  kind: 'openai-compatible',
  baseUrl: server.url,
  apiKey: serverKey,
  ...over,
});

const request = (model: string | null, over: Partial<ModelRequest> = {}): ModelRequest => ({
  model,
  temperature: 0.5,
  preamble: 'You help.',
  rules: ['Be brief.'],
  assistant: 'Robin',
  messages: [{ role: 'user', content: 'When does it come?' }],
  sources: [],
  postamble: '',
  tools: [
    {
      name: 'answer',
      description: 'Answer the customer.',
      useCases: ['asks something'],
      parameters: { type: 'object', properties: { content: { type: 'string' } }, required: ['content'] },
    },
  ],
  repair: null,
  ...over,
});

interface Setup extends Partial<GenerateSetup> {
  readonly provider?: ModelProvider;
  readonly options?: GenerateOptions;
}

function ask(model: string | null, { provider = local(), options, ...setup }: Setup = {}) {
  const generate = createGenerate({
    providerOf: async (id) => (id === provider.id ? provider : undefined),
    withoutKey: 'refuse',
    limits: { timeoutMs: 10_000, retryDelaysMs: [1, 1] },
    ...setup,
  });
  return generate(request(model), options);
}

async function failureOf(answer: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (AppError.is(thrown)) return thrown;
  throw new Error(`It did not fail with an AppError: ${String(thrown)}`);
}

describe('answers', () => {
  test('a streamed tool call, with its tokens, and the text while it is written', async () => {
    const drafts: ModelDraft[] = [];
    const answer = await ask('local/answers', { options: { onDraft: (draft) => drafts.push(draft) } });
    const content = 'Parcels take “three” days.\nBye 👋';
    expect(answer).toEqual({
      model: 'local/answers',
      calls: [{ tool: 'answer', args: { content } }],
      text: '',
      usage: { inputTokens: 120, outputTokens: 9 },
    });
    expect(drafts.length).toBeGreaterThan(3);
    expect(drafts.at(-1)).toEqual({ tool: 'answer', content });
    for (const draft of drafts) expect(content.startsWith(draft.content)).toBe(true);
  });

  test('it must choose a tool, and gets its name, description, use cases and parameters', async () => {
    await ask('local/answers');
    expect(server.requests.at(-1)).toMatchObject({
      tool_choice: 'required',
      temperature: 0.5,
      tools: [
        { function: { name: 'answer', description: 'Answer the customer.\nUse it when:\n- asks something' } },
      ],
    });
  });

  test('several calls, text without a call, and arguments that are no JSON come back as they are', async () => {
    expect((await ask('local/calls-two')).calls).toEqual([
      { tool: 'refund', args: {} },
      { tool: 'answer', args: { content: 'Second' } },
    ]);
    expect(await ask('local/says-text')).toMatchObject({ calls: [], text: 'I will just talk.' });
    expect((await ask('local/breaks-json')).calls).toEqual([{ tool: 'answer', args: '{"content": oops' }]);
  });

  test('a server that is busy for a moment is asked again', async () => {
    expect((await ask('local/busy-twice')).calls).toHaveLength(1);
    expect(server.requests.filter(({ model }) => model === 'busy-twice')).toHaveLength(3);
  });
});

describe('without a model', () => {
  test('the simulator answers at design time, and when it is asked for by name', async () => {
    const withoutKey = 'simulate';
    const noKey = local({ id: 'openai', kind: 'openai', apiKey: null });
    for (const answer of [
      ask(null, { withoutKey }),
      ask('simulator'),
      ask('gone/model', { withoutKey }),
      ask('openai/gpt', { withoutKey, provider: noKey }),
    ]) {
      expect(await answer).toMatchObject({ model: 'simulator', calls: [{ tool: 'answer' }] });
    }
  });

  test('what customers use refuses to pretend', async () => {
    expect((await failureOf(ask('gone/model'))).code).toBe('MODEL_NO_KEY');
    expect((await failureOf(ask(null))).code).toBe('MODEL_UNKNOWN');
    expect((await failureOf(ask('gpt'))).code).toBe('MODEL_UNKNOWN');
  });
});

describe('each failure says what to do', () => {
  test.each([
    ['nobody-knows-it', 'MODEL_UNKNOWN', 'has no model “nobody-knows-it”'],
    ['too-long', 'MODEL_CONTEXT_TOO_LONG', 'too long'],
    ['no-quota', 'MODEL_BUSY', 'exceeded your current quota'],
    ['always-busy', 'MODEL_BUSY', 'Slow down'],
    ['refuses', 'MODEL_REFUSED', 'refuses'],
    ['broken', 'MODEL_FAILED', '(500): Oops, … hit the wall'],
    ['odd-request', 'MODEL_FAILED', 'Tools are not supported'],
    ['drops', 'MODEL_FAILED', 'broke off'],
  ])('%s: %s', async (model, code, words) => {
    const error = await failureOf(ask(`local/${model}`));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
    expect(error.message).toMatch(/\. [A-Z].*\.$/u);
    expect(JSON.stringify(error)).not.toContain(serverKey);
  });

  test('what cannot pass is not tried again', async () => {
    for (const [model, times] of [
      ['no-quota', 1],
      ['too-long', 1],
      ['always-busy', 3],
      ['broken', 3],
    ] as const) {
      const before = server.requests.length;
      await failureOf(ask(`local/${model}`));
      expect(server.requests.length - before).toBe(times);
    }
  });

  test('a wrong key is not repeated in the message', async () => {
    const error = await failureOf(ask('local/answers', { provider: local({ apiKey: 'sk-wrong' }) }));
    expect(error.code).toBe('MODEL_KEY_REFUSED');
    expect(JSON.stringify(error)).not.toContain('sk-wrong');
  });

  test('a server that is not there', async () => {
    const gone = await startModelServer();
    await gone[Symbol.asyncDispose]();
    const error = await failureOf(ask('local/answers', { provider: local({ baseUrl: gone.url }) }));
    expect(error.code).toBe('MODEL_UNREACHABLE');
  });

  test('a model that takes too long is not waited for', async () => {
    const limits = { timeoutMs: 300, retryDelaysMs: [] };
    expect((await failureOf(ask('local/never-ends', { limits }))).code).toBe('MODEL_TIMEOUT');
  });

  test('a stopped turn cuts the connection', async () => {
    const controller = new AbortController();
    const error = await failureOf(
      ask('local/never-ends', { options: { signal: controller.signal, onDraft: () => controller.abort() } }),
    );
    expect(error.code).toBe('CANCELLED');
    await server.cutOff;
  });
});

describe('the list of models', () => {
  test('is sorted, and tries out address and key', async () => {
    expect(await listModels(local())).toEqual([
      'answers',
      'breaks-json',
      'calls-two',
      'refuses',
      'says-text',
    ]);
    expect((await failureOf(listModels(local({ apiKey: 'no' })))).code).toBe('MODEL_KEY_REFUSED');
    expect((await failureOf(listModels(local({ kind: 'openai', apiKey: null })))).code).toBe('MODEL_NO_KEY');
    const elsewhere = local({ baseUrl: server.url.replace('/v1', '/v2') });
    expect((await failureOf(listModels(elsewhere))).message).toContain('has no list of models');
  });
});
