// A server that speaks OpenAI's chat API on loopback: streams tool calls, and fails in every way that a real one does.
// What it does is told by the name of the model; tests also look at what it was asked.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

const requestSchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
  tools: z
    .array(
      z.object({
        function: z.object({ name: z.string(), description: z.string().optional(), parameters: z.unknown() }),
      }),
    )
    .default([]),
  tool_choice: z.unknown(),
  temperature: z.number().optional(),
});
export type ChatRequest = z.infer<typeof requestSchema>;

export const serverKey = 'sk-right-key-0123456789';

export interface ModelServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ChatRequest[];
  /** Lets the model `waits` write the rest of its answer. */
  goOn(): void;
  /** Resolves when a request of a model that never ends was cut off. */
  readonly cutOff: Promise<void>;
  /** Lists models from now on as the named one answers: `answers` (which lists them), `never-ends`, or a failure. */
  listAs(model: string): void;
}

interface Chunk {
  readonly delta?: object;
  readonly finish?: string;
}

const call = (index: number, name: string, args: string): readonly Chunk[] => {
  const start = { index, id: `call_${index}`, type: 'function', function: { name, arguments: '' } };
  const parts = args.match(/[^]{1,6}/gu) ?? [];
  return [
    { delta: { tool_calls: [start] } },
    ...parts.map((part) => ({ delta: { tool_calls: [{ index, function: { arguments: part } }] } })),
  ];
};
const done = (finish = 'tool_calls'): Chunk => ({ finish });

/** Said in two parts by the model `waits`. */
const waiting = [
  ...call(0, 'answer', JSON.stringify({ content: 'It takes three days, says the model.' })),
  done(),
];

/** What each model says. */
const answers: Readonly<Record<string, readonly Chunk[]>> = {
  answers: [...call(0, 'answer', JSON.stringify({ content: 'Parcels take “three” days.\nBye 👋' })), done()],
  'calls-two': [...call(0, 'refund', '{}'), ...call(1, 'answer', '{"content":"Second"}'), done()],
  'says-text': [{ delta: { content: 'I will ' } }, { delta: { content: 'just talk.' } }, done('stop')],
  'breaks-json': [...call(0, 'answer', '{"content": oops'), done()],
  refuses: [{ delta: { content: '' } }, done('content_filter')],
};

const failures: Readonly<Record<string, readonly [status: number, error: object]>> = {
  'too-long': [
    400,
    { message: "This model's maximum context length is 8192 tokens.", code: 'context_length_exceeded' },
  ],
  'no-quota': [429, { message: 'You exceeded your current quota.', code: 'insufficient_quota' }],
  'always-busy': [429, { message: 'Slow down.' }],
  broken: [500, { message: `Oops, ${serverKey} hit the wall.` }],
  'odd-request': [422, { message: 'Tools are not supported.' }],
};

export async function startModelServer(): Promise<ModelServer> {
  const requests: ChatRequest[] = [];
  let lister = 'answers';
  const { promise: cutOff, resolve: onCutOff } = Promise.withResolvers<void>();
  const { promise: isAllowed, resolve: goOn } = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    void answer(request, response, { requests, onCutOff, isAllowed, lister });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    goOn,
    cutOff,
    listAs(model) {
      lister = model;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

interface Seen {
  readonly requests: ChatRequest[];
  readonly onCutOff: () => void;
  readonly isAllowed: Promise<void>;
  readonly lister: string;
}

async function answer(request: IncomingMessage, response: ServerResponse, seen: Seen): Promise<void> {
  if (request.headers.authorization !== `Bearer ${serverKey}`) {
    fail(response, 401, { message: `Incorrect API key provided: ${request.headers.authorization ?? ''}` });
    return;
  }
  if (request.url === '/v1/models') {
    const failure = failures[seen.lister];
    if (failure !== undefined) return fail(response, ...failure);
    if (seen.lister === 'never-ends') return;
    json(response, 200, {
      object: 'list',
      data: Object.keys(answers).map((id) => ({ id, object: 'model' })),
    });
    return;
  }
  if (request.url !== '/v1/chat/completions') {
    fail(response, 404, { message: 'Not here.' });
    return;
  }
  const asked = requestSchema.parse(JSON.parse(await textOf(request)));
  seen.requests.push(asked);
  const { model } = asked;
  const failure = failures[model];
  const attempts = seen.requests.filter((other) => other.model === model).length;
  const chunks = answers[model === 'busy-twice' ? 'answers' : model];
  if (failure !== undefined) fail(response, ...failure);
  else if (model === 'busy-twice' && attempts <= 2)
    fail(response, attempts === 1 ? 429 : 503, { message: 'Busy.' });
  else if (model === 'never-ends') {
    response.on('close', seen.onCutOff);
    stream(response, call(0, 'answer', '{"content":"It is'));
  } else if (model === 'waits') {
    const [begin, rest] = [waiting.slice(0, 6), waiting.slice(6)];
    stream(response, begin);
    await seen.isAllowed;
    stream(response, rest);
    response.end('data: [DONE]\n\n');
  } else if (model === 'drops') {
    stream(response, call(0, 'answer', '{"content":"It is'));
    response.write('data: {"choices"', () => response.destroy());
  } else if (chunks === undefined) fail(response, 404, { message: `The model ${model} does not exist.` });
  else {
    stream(response, chunks);
    response.end('data: [DONE]\n\n');
  }
}

function stream(response: ServerResponse, chunks: readonly Chunk[]): void {
  if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const { delta = {}, finish } of chunks) {
    const choices = [{ index: 0, delta, finish_reason: finish ?? null }];
    const usage =
      finish === undefined ? {} : { usage: { prompt_tokens: 120, completion_tokens: 9, total_tokens: 129 } };
    response.write(
      `data: ${JSON.stringify({ id: 'chat', object: 'chat.completion.chunk', choices, ...usage })}\n\n`,
    );
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += String(part);
  return text;
}

function fail(response: ServerResponse, status: number, error: object): void {
  json(response, status, { error });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
