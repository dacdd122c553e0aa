// What happens when the storage does not take anything any more: clear refusals, nothing lost, and it goes on when it can again.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { sketchProject } from '#tests/helpers/talk.ts';

let server: TestRuntime;
beforeEach(async () => {
  server = await startRuntime();
});
afterEach(() => server[Symbol.asyncDispose]());

const echo = sketchProject({
  steps: [
    ['message', 'message-received'],
    ['echo', 'reply', { content: 'You wrote {{ args.content | raw }}' }],
  ],
  edges: ['message.next > echo'],
});

const send = (id: string, content: string) =>
  server.client.ask(`/v1/conversations/${id}/messages?wait=5`, { body: { content } });
/** In the connection that writes. */
const setPragma = (pragma: string) =>
  server.runtime.services.writer.send(() => [{ sql: `PRAGMA ${pragma}`, values: [] }]);
const storageFailed = { error: { code: 'STORAGE_FAILED', message: expect.any(String) } };

test('on a full disk messages are refused in words, what was accepted is answered, and it goes on when there is room', async () => {
  await server.client.publish(echo);
  const { conversationId } = await server.client.start({ projectId: 'workspace' });
  const { database } = server.runtime.services;
  const pages = Number(database.pragma('page_count', { simple: true }));
  await setPragma(`max_page_count = ${pages}`);
  const taken: string[] = [];
  let refusal;
  for (let number = 0; refusal === undefined; number += 1) {
    const content = `${number} ${'x'.repeat(5000)}`;
    const answer = await send(conversationId, content);
    if (answer.status === 200) taken.push(content);
    else refusal = answer;
  }
  expect([refusal.status, refusal.body]).toMatchObject([503, storageFailed]);
  expect(refusal.headers.get('retry-after')).toBe('5');
  expect(JSON.stringify(refusal.body)).toContain('the disk is full');
  expect((await server.client.ask('/readyz')).status).toBe(503);

  await setPragma('max_page_count = 1073741823');
  await expect.poll(async () => (await send(conversationId, 'room')).status).toBe(200);
  expect((await server.client.ask('/readyz')).status).toBe(200);
  const messages = await server.client.messages(conversationId);
  const received = messages.filter(({ role }) => role === 'user').map(({ content }) => content);
  expect(received.slice(0, taken.length)).toEqual(taken);
  expect(messages.filter(({ role }) => role === 'assistant')).toHaveLength(received.length);
});

test('a database that cannot be written refuses in words, and reading goes on', async () => {
  await server.client.publish(echo);
  const { conversationId } = await server.client.start({ projectId: 'workspace' });
  await send(conversationId, 'before');
  await setPragma('query_only = ON');
  const answer = await send(conversationId, 'lost?');
  expect([answer.status, answer.body]).toMatchObject([503, storageFailed]);
  expect(await server.client.messages(conversationId)).toHaveLength(2);
  await server.restart();
  expect((await send(conversationId, 'after')).status).toBe(200);
  expect((await server.client.messages(conversationId)).map(({ content }) => content)).toEqual([
    'before',
    'You wrote before',
    'after',
    'You wrote after',
  ]);
});

test('a second runtime on the same data is refused', async () => {
  await expect(startRuntime({ folder: server.folder })).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('Another runtime'),
  });
});

test('a bundle of 10,000 steps is published and talked to', async () => {
  const rest = Array.from({ length: 9998 }, (_, index) => ({
    id: `s${index}`,
    workflowId: 'main',
    kind: 'reply',
    settings: { content: `Step ${index}` },
  }));
  const project = projectDocumentSchema.parse({ ...echo, steps: [...echo.steps, ...rest] });
  await server.client.publish(project);
  const { conversationId } = await server.client.start({ projectId: 'workspace' });
  expect((await server.client.say(conversationId, 'Hi')).messages).toMatchObject([
    { content: 'You wrote Hi' },
  ]);
});

test('what was accepted and had no turn yet has it after a restart', async () => {
  await server.client.publish(echo);
  const { conversationId } = await server.client.start({ projectId: 'workspace' });
  const { database } = server.runtime.services;
  // As a process that was killed right after it had acknowledged leaves it.
  const trigger = { kind: 'message', id: `${conversationId}.t2`, acceptedAt: 1 };
  const message = { id: `m-${conversationId}.t2`, role: 'user', content: 'late', channel: 'web' };
  database
    .prepare('INSERT INTO inbox VALUES (?, 2, ?)')
    .run(conversationId, JSON.stringify({ ...trigger, message }));
  database.prepare('UPDATE conversation SET triggers = 2 WHERE id = ?').run(conversationId);
  await server.restart();
  await expect
    .poll(async () => (await server.client.messages(conversationId)).map(({ content }) => content))
    .toEqual(['late', 'You wrote late']);
});
