// What a prompt step costs beside the model: a turn (message → prompt → reply) against a bare `streamText` of the same
// request to the same server on this machine, and the time to the first written character.
// `node bench/prompt.ts` prints one JSON line.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { jsonSchema, streamText, tool } from 'ai';
import { createLiveDriver } from '#shared/drivers/live-driver.ts';
import { createGenerate } from '#shared/drivers/model/create-generate.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import { messageSchema } from '#shared/engine/message.ts';
import { customerOf, newConversation } from '#shared/engine/new-conversation.ts';
import { runTurn } from '#shared/engine/run-turn.ts';
import { testUserSchema } from '#shared/model/entities/test-user.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import { serverKey, startModelServer } from '#tests/helpers/model-server.ts';

const rounds = 150;
const warmUp = 30;

await using server = await startModelServer();
const project = projectDocumentSchema.parse({
  format: 'dialogram',
  formatVersion: 1,
  workspace: {
    id: 'w',
    name: 'Bench',
    mainWorkflowId: 'main',
    primaryAssistantId: 'bot',
    defaultModel: 'local/answers',
  },
  assistants: [{ id: 'bot', name: 'Bot' }],
  workflows: [{ id: 'main', name: 'Main' }],
  steps: [
    { id: 'm', workflowId: 'main', kind: 'message-received' },
    { id: 'p', workflowId: 'main', kind: 'prompt' },
    { id: 'r', workflowId: 'main', kind: 'reply' },
  ],
  edges: [
    { id: 'e1', from: { stepId: 'm', port: 'next' }, to: 'p' },
    { id: 'e2', from: { stepId: 'p', port: 'answer' }, to: 'r' },
  ],
});
const flow = compileFlow(project, executors);
const user = testUserSchema.parse({ id: 'u', name: 'Ann', identity: 'verified' });
const state = newConversation({
  id: 'c',
  flow,
  customer: customerOf(user),
  organizations: [],
  channel: 'web',
});
const driver = createLiveDriver({
  now: () => 0,
  pool: () => ({ run: () => Promise.reject(new Error('No code is run here.')) }),
  model: createGenerate({
    providerOf: async (id) => ({ id, kind: 'openai-compatible', baseUrl: server.url, apiKey: serverKey }),
    withoutKey: 'refuse',
  }),
});
const said = messageSchema.parse({
  id: 'm1',
  role: 'user',
  content: 'When does my parcel come?',
  channel: 'web',
});

interface Took {
  readonly first: number;
  readonly all: number;
}

async function turn(): Promise<Took> {
  const started = performance.now();
  let first = 0;
  const { newMessages } = await runTurn({
    flow,
    state,
    trigger: { kind: 'message', id: said.id, acceptedAt: 0, message: said },
    messages: [],
    driver,
    onDraft: () => {
      if (first === 0) first = performance.now() - started;
    },
  });
  if (newMessages.length !== 2 || first === 0) throw new Error('The bench’s flow did not answer.');
  return { first, all: performance.now() - started };
}

const model = createOpenAICompatible({ name: 'local', baseURL: server.url, apiKey: serverKey })('answers');

async function bare(): Promise<Took> {
  const started = performance.now();
  let first = 0;
  const { stream } = streamText({
    model,
    instructions: 'You answer customers of Bench, friendly and in few words.',
    prompt: said.content,
    toolChoice: 'required',
    tools: {
      answer: tool({
        description: 'Answer the customer.',
        inputSchema: jsonSchema({
          type: 'object',
          properties: { content: { type: 'string', description: 'What to say to the customer.' } },
          required: ['content'],
          additionalProperties: false,
        }),
      }),
    },
  });
  for await (const part of stream) {
    if (part.type === 'tool-input-delta' && first === 0) first = performance.now() - started;
  }
  return { first, all: performance.now() - started };
}

const turns: Took[] = [];
const bares: Took[] = [];
for (let round = 0; round < warmUp + rounds; round += 1) {
  const pair = [await turn(), await bare()] as const;
  if (round < warmUp) continue;
  turns.push(pair[0]);
  bares.push(pair[1]);
}

const median = (took: readonly Took[], name: keyof Took): number => {
  const sorted = took.map((one) => one[name]).toSorted((one, other) => one - other);
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? Number.NaN) * 100) / 100;
};
console.log(
  JSON.stringify({
    turnMs: median(turns, 'all'),
    bareMs: median(bares, 'all'),
    turnFirstCharacterMs: median(turns, 'first'),
    bareFirstCharacterMs: median(bares, 'first'),
  }),
);
