// What a published project reaches besides the engine: integrations and knowledge, as the preview does.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { contentHash } from '#shared/drivers/content-hash.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { hashListSchema } from '#shared/runtime-api/publishing.ts';
import { startEmbeddingServer } from '#tests/helpers/embedding-server.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { answerJson, startWebServer, type WebServer } from '#tests/helpers/web-server.ts';

let server: TestRuntime;
let shop: WebServer;
beforeAll(async () => {
  server = await startRuntime({ environment: { DIALOGRAM_ALLOW_LOCAL: '1' } });
  shop = await startWebServer(({ headers }, response) =>
    answerJson(response, 200, { status: headers.authorization === 'Bearer key-of-shop' ? 'sent' : 'secret' }),
  );
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await shop[Symbol.asyncDispose]();
});

const place = (projectId: string): string => `/v1/projects/${projectId}/environments/production`;
const saveSecret = (projectId: string, name: string, body: object) =>
  server.client.get(z.unknown(), `${place(projectId)}/secrets/${name}`, { method: 'PUT', body });

test('an integration is asked with the secret of the environment, and its answer goes on', async () => {
  const projectId = 'ws_shop';
  const document = projectDocumentSchema.parse({
    ...sketchProject({
      workspace: { id: projectId },
      steps: [
        ['start', 'conversation-started'],
        ['ask', 'api-call', { integrationId: 'shop', method: 'GET', url: '/orders/1042' }],
        ['tell', 'reply', { content: 'Your order is {{args.result.status}}.' }],
        ['sorry', 'reply', { content: '{{args.error.message}}' }],
      ],
      edges: ['start.next > ask', 'ask.next > tell', 'ask.error > sorry'],
    }),
    integrations: [
      {
        id: 'shop',
        name: 'Shop',
        service: { kind: 'http', baseUrl: shop.url, authorization: { kind: 'bearer' } },
      },
    ],
  });
  await saveSecret(projectId, 'integration:shop', {
    kind: 'integration',
    value: 'key-of-shop',
    servers: [shop.url],
    tokens: null,
  });
  await server.client.publish(document);
  const { messages } = await server.client.start({ projectId });
  expect(messages.map(({ content }) => content)).toEqual(['Your order is sent.']);
});

test('knowledge is searched by meaning once the model has read it, also after a new start', async () => {
  const projectId = 'ws_meaning';
  await using meaning = await startEmbeddingServer();
  const said = [
    { title: 'Parcels', url: null, passages: [{ text: 'Parcels go out on Mondays.' }] },
    { title: 'Cars', url: null, passages: [{ text: 'An automobile may stand in the yard.' }] },
  ];
  const { hashes: documents } = await server.client.get(
    hashListSchema,
    `/v1/projects/${projectId}/knowledge`,
    {
      body: { documents: said },
    },
  );
  const content = contentHash(documents.join('\n'));
  await saveSecret(projectId, 'model:meaning', {
    kind: 'model',
    value: null,
    provider: { kind: 'openai-compatible', baseUrl: meaning.url },
  });
  const document = projectDocumentSchema.parse({
    ...sketchProject({
      workspace: { id: projectId, embeddingModel: 'meaning/meaning-embed' },
      steps: [
        ['message', 'message-received'],
        ['look', 'search', { query: '{{args.content}}' }],
        ['tell', 'reply', { content: 'Found.' }],
        ['nothing', 'reply', { content: 'Nothing.' }],
      ],
      edges: ['message.next > look', 'look.found > tell', 'look.nothing > nothing'],
    }),
    knowledgeSources: [{ id: 'help', name: 'Help', kind: 'text', origin: 'help', contentHash: content }],
  });
  await server.client.publish(document, { knowledge: [{ contentHash: content, documents }] });
  await vi.waitFor(() => expect(meaning.asked).toHaveLength(2));
  const ask = async (): Promise<string | undefined> => {
    const { conversationId } = await server.client.start({ projectId });
    return (await server.client.say(conversationId, 'vehicle')).messages.at(-1)?.content;
  };
  expect(await ask()).toBe('Found.');
  await server.restart();
  expect(await ask()).toBe('Found.');
});

test('a file of the runtime’s computer is not opened as a database, unless in development', async () => {
  await using strict = await startRuntime();
  const projectId = 'ws_file';
  const document = projectDocumentSchema.parse({
    ...sketchProject({
      workspace: { id: projectId },
      steps: [
        ['start', 'conversation-started'],
        ['ask', 'database-query', { integrationId: 'db', sql: 'SELECT 1' }],
        ['sorry', 'reply', { content: '{{args.error.message}}' }],
      ],
      edges: ['start.next > ask', 'ask.error > sorry'],
    }),
    integrations: [
      {
        id: 'db',
        name: 'Orders',
        service: { kind: 'database', engine: 'sqlite', path: '/etc/orders.sqlite' },
      },
    ],
  });
  await strict.client.get(z.unknown(), `${place(projectId)}/secrets/integration:db`, {
    method: 'PUT',
    body: { kind: 'integration', value: '', servers: ['sqlite:/etc/orders.sqlite'], tokens: null },
  });
  await strict.client.publish(document);
  const { messages } = await strict.client.start({ projectId });
  expect(messages[0]?.content).toContain('opens no SQLite file');
});
