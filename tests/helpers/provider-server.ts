// A server that answers as the documented APIs of OpenAI (Responses), Anthropic (Messages) and Google (generateContent) do:
// their lists of models, a streamed tool call, and how they refuse a key, a model and a moment that is too busy.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { serverKey } from './model-server.ts';

export type ApiName = 'openai' | 'anthropic' | 'google';

export interface ProviderServer extends AsyncDisposable {
  baseUrlOf(api: ApiName): string;
  /** What it was asked last. */
  readonly asked: () => { readonly path: string; readonly body: unknown };
}

interface Api {
  readonly key: (request: IncomingMessage) => string | undefined;
  readonly models: object;
  /** Server-sent events; a name of their own where the API gives one. */
  readonly answer: readonly (readonly [event: string | null, data: object])[];
  readonly isAsked: (path: string) => boolean;
  readonly modelIn: (path: string, body: unknown) => string;
  readonly refusals: Readonly<Record<'key' | 'model' | 'busy', readonly [status: number, body: object]>>;
}

const header = (name: string) => (request: IncomingMessage) => {
  const value = request.headers[name];
  return typeof value === 'string' ? value.replace('Bearer ', '') : undefined;
};
const named = z.object({ model: z.string() });
const modelInBody = (_path: string, body: unknown): string => named.parse(body).model;
const args = ['{"content":"It ', 'comes tomorrow."}'];

const response = { id: 'resp_1', object: 'response', created_at: 1, model: 'gpt-5', output: [] };
const openAiCall = { id: 'fc_1', type: 'function_call', call_id: 'call_1', name: 'answer' };
const openAiEvents = [
  { type: 'response.created', response: { ...response, status: 'in_progress' } },
  {
    type: 'response.output_item.added',
    output_index: 0,
    item: { ...openAiCall, arguments: '', status: 'in_progress' },
  },
  ...args.map((delta) => ({
    type: 'response.function_call_arguments.delta',
    item_id: 'fc_1',
    output_index: 0,
    delta,
  })),
  {
    type: 'response.function_call_arguments.done',
    item_id: 'fc_1',
    output_index: 0,
    arguments: args.join(''),
  },
  {
    type: 'response.output_item.done',
    output_index: 0,
    item: { ...openAiCall, arguments: args.join(''), status: 'completed' },
  },
  {
    type: 'response.completed',
    response: {
      ...response,
      status: 'completed',
      usage: {
        input_tokens: 21,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: 7,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 28,
      },
    },
  },
];
const openAiError = (message: string, code: string) => ({
  error: { message, type: 'invalid_request_error', param: null, code },
});

const anthropicError = (type: string, message: string) => ({ type: 'error', error: { type, message } });
const googleError = (code: number, status: string, message: string) => ({ error: { code, message, status } });

const apis: Readonly<Record<ApiName, Api>> = {
  openai: {
    key: header('authorization'),
    models: { object: 'list', data: [{ id: 'gpt-5', object: 'model', created: 1, owned_by: 'openai' }] },
    answer: openAiEvents.map((data, sequence_number) => [data.type, { ...data, sequence_number }]),
    isAsked: (path) => path === '/responses',
    modelIn: modelInBody,
    refusals: {
      key: [401, openAiError('Incorrect API key provided: sk-wrong.', 'invalid_api_key')],
      model: [
        404,
        openAiError('The model `x` does not exist or you do not have access to it.', 'model_not_found'),
      ],
      busy: [429, openAiError('Rate limit reached for gpt-5.', 'rate_limit_exceeded')],
    },
  },
  anthropic: {
    key: header('x-api-key'),
    models: {
      data: [
        { type: 'model', id: 'claude-sonnet-5', display_name: 'Claude', created_at: '2026-01-01T00:00:00Z' },
      ],
      has_more: false,
      first_id: 'claude-sonnet-5',
      last_id: 'claude-sonnet-5',
    },
    answer: [
      [
        'message_start',
        {
          type: 'message_start',
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'claude-sonnet-5',
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 21, output_tokens: 1 },
          },
        },
      ],
      [
        'content_block_start',
        {
          type: 'content_block_start',
          index: 0,
          content_block: { type: 'tool_use', id: 'toolu_1', name: 'answer', input: {} },
        },
      ],
      ...args.map(
        (partial_json) =>
          [
            'content_block_delta',
            { type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json } },
          ] as const,
      ),
      ['content_block_stop', { type: 'content_block_stop', index: 0 }],
      [
        'message_delta',
        {
          type: 'message_delta',
          delta: { stop_reason: 'tool_use', stop_sequence: null },
          usage: { output_tokens: 7 },
        },
      ],
      ['message_stop', { type: 'message_stop' }],
    ],
    isAsked: (path) => path === '/messages',
    modelIn: modelInBody,
    refusals: {
      key: [401, anthropicError('authentication_error', 'invalid x-api-key')],
      model: [404, anthropicError('not_found_error', 'model: x')],
      busy: [529, anthropicError('overloaded_error', 'Overloaded')],
    },
  },
  google: {
    key: header('x-goog-api-key'),
    models: {
      models: [
        { name: 'models/gemini-3-pro', supportedGenerationMethods: ['generateContent', 'countTokens'] },
        { name: 'models/text-embedding-5', supportedGenerationMethods: ['embedContent'] },
      ],
    },
    answer: [
      [
        null,
        {
          candidates: [
            {
              index: 0,
              content: {
                role: 'model',
                parts: [{ functionCall: { name: 'answer', args: { content: 'It comes tomorrow.' } } }],
              },
              finishReason: 'STOP',
            },
          ],
          usageMetadata: { promptTokenCount: 21, candidatesTokenCount: 7, totalTokenCount: 28 },
          modelVersion: 'gemini-3-pro',
        },
      ],
    ],
    isAsked: (path) => /^\/models\/[^/]+:streamGenerateContent\?alt=sse$/u.test(path),
    modelIn: (path) => /^\/models\/([^:]+):/u.exec(path)?.[1] ?? '',
    refusals: {
      key: [400, googleError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.')],
      model: [404, googleError(404, 'NOT_FOUND', 'models/x is not found for API version v1beta.')],
      busy: [429, googleError(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.')],
    },
  },
};

const apiSchema = z.enum(['openai', 'anthropic', 'google']);

export async function startProviderServer(): Promise<ProviderServer> {
  let asked: { path: string; body: unknown } = { path: '', body: null };
  const server = createServer((request, reply) => {
    void (async () => {
      const [, name, path = ''] = /^\/([a-z]+)(\/.*)$/u.exec(request.url ?? '') ?? [];
      const api = apis[apiSchema.parse(name)];
      let text = '';
      for await (const part of request.setEncoding('utf8')) text += String(part);
      asked = { path, body: text === '' ? null : JSON.parse(text) };
      respond(api, { request, reply, ...asked });
    })();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    baseUrlOf: (api) => `http://127.0.0.1:${port}/${api}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly reply: ServerResponse;
  readonly path: string;
  readonly body: unknown;
}

function respond(api: Api, { request, reply, path, body }: Exchange): void {
  const json = (status: number, data: object): void => {
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(data));
  };
  if (api.key(request) !== serverKey) return json(...api.refusals.key);
  if (path.startsWith('/models') && request.method === 'GET') return json(200, api.models);
  if (!api.isAsked(path)) return json(404, { error: { message: `Nothing is at ${path}.` } });
  const model = api.modelIn(path, body);
  if (model === 'unknown') return json(...api.refusals.model);
  if (model === 'busy') return json(...api.refusals.busy);
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const [event, data] of api.answer) {
    reply.write(`${event === null ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`);
  }
  reply.end();
}
