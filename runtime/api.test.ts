// The runtime over HTTP: publishing, who may do what, requests sent twice, streams, and what the storage refuses.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { bundleText, makeRuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { contentHash } from '#shared/drivers/content-hash.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { bundleReceiptSchema } from '#shared/runtime-api/publishing.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { sketchProject } from '#tests/helpers/talk.ts';

let server: TestRuntime;
let now = Date.UTC(2026, 0, 5, 12);
beforeAll(async () => {
  server = await startRuntime({ now: () => now });
  await server.client.publish(echo('Hello.'));
});
afterAll(() => server[Symbol.asyncDispose]());

const place = '/v1/projects/workspace/environments/production';

/** Greets, and says again what it is told. */
function echo(greeting: string, workspace: Record<string, string> = {}): ProjectDocument {
  return sketchProject({
    workspace,
    steps: [
      ['start', 'conversation-started'],
      ['hello', 'reply', { content: greeting }],
      ['message', 'message-received'],
      ['echo', 'reply', { content: 'You wrote {{ args.content | raw }}' }],
    ],
    edges: ['start.next > hello', 'message.next > echo'],
  });
}

const refused = (code: string) => ({ error: { code, message: expect.any(String) } });
const errorCode = (body: unknown): string =>
  z.object({ error: z.object({ code: z.string() }) }).parse(body).error.code;
const started = () => server.client.start({ projectId: 'workspace' });

function bundleOf(document: ProjectDocument) {
  const bundle = makeRuntimeBundle(document, { needs: projectNeeds(document, definitions), knowledge: [] });
  const text = bundleText(bundle);
  return { text, hash: contentHash(text) };
}

describe('publishing', () => {
  test('what only authors see makes no other bundle, and the text is the same each time', () => {
    const document = echo('Hello.');
    const moved = {
      ...document,
      steps: document.steps.map((step) => ({ ...step, position: { x: 700, y: 9 } })),
      testUsers: projectDocumentSchema.shape.testUsers.parse([{ id: 'a', name: 'A', identity: 'anonymous' }]),
    };
    expect(bundleOf(moved)).toEqual(bundleOf(document));
  });

  test('the second of two who publish at once is told, and the first stays live', async () => {
    const [one, other] = [bundleOf(echo('One.')), bundleOf(echo('Other.'))];
    for (const { text, hash } of [one, other]) {
      await server.client.ask(`/v1/projects/workspace/bundles/${hash}`, { method: 'PUT', body: text });
    }
    const { headers } = await server.client.ask(place);
    const activate = ({ hash }: { hash: string }) =>
      server.client.ask(`${place}/activations`, {
        headers: { 'if-match': headers.get('etag') ?? '' },
        body: {
          target: { bundleHash: hash },
          kind: 'publish',
          note: 'n',
          by: 'Ann',
          conversations: 'finish',
        },
      });
    expect((await activate(one)).status).toBe(200);
    const second = await activate(other);
    expect(second.status).toBe(412);
    expect(second.body).toMatchObject({
      error: {
        code: 'PUBLISH_CONFLICT',
        details: { live: { bundleHash: one.hash, activatedBy: 'Ann (admin)' } },
      },
    });
    expect((await activate(one)).status).toBe(200);
    expect((await server.client.ask(place)).body).toMatchObject({ live: { bundleHash: one.hash } });
  });

  test('an earlier version is rolled back to, and promoted to another environment', async () => {
    const first = await server.client.publish(echo('First.'));
    await server.client.publish(echo('Second.'));
    const { rev } = z.object({ rev: z.int() }).parse((await server.client.ask(place)).body);
    const body = { target: { version: first }, kind: 'rollback', conversations: 'finish' };
    await server.client.ask(`${place}/activations`, { body, headers: { 'if-match': `"${rev}"` } });
    expect((await started()).messages).toMatchObject([{ content: 'First.' }]);
    const promoted = await server.client.ask('/v1/projects/workspace/environments/staging/activations', {
      body: { ...body, kind: 'promote' },
      headers: { 'if-match': '"0"' },
    });
    expect(promoted.status).toBe(200);
    expect((await server.client.ask('/v1/projects/workspace/versions')).body).toMatchObject({
      versions: expect.arrayContaining([
        expect.objectContaining({ number: first, liveIn: ['staging', 'production'] }),
      ]),
    });
  });

  test('conversations under way finish on their version, or move when that is chosen', async () => {
    await server.client.publish(echo('Old.'));
    const { conversationId } = await started();
    const changed = echo('New.');
    const steps = changed.steps.map((step) =>
      step.kind === 'reply' && step.id === 'echo' ? { ...step, settings: { content: 'New answer' } } : step,
    );
    await server.client.publish({ ...changed, steps });
    expect((await server.client.say(conversationId, 'a')).messages).toMatchObject([
      { content: 'You wrote a' },
    ]);
    await server.client.publish({ ...changed, steps: [...steps].toReversed() }, { conversations: 'move' });
    expect((await server.client.say(conversationId, 'b')).messages).toMatchObject([
      { content: 'New answer' },
    ]);
    await server.client.publish(echo('Hello.'));
  });

  test('a bundle of a newer engine, with errors, or of another hash is refused in words', async () => {
    const send = (text: string, hash = contentHash(text)) =>
      server.client.ask(`/v1/projects/workspace/bundles/${hash}`, { method: 'PUT', body: text });
    const { text } = bundleOf(echo('Hello.'));
    expect((await send(text.replace('"engineVersion":1', '"engineVersion":99'))).body).toMatchObject(
      refused('ENGINE_TOO_OLD'),
    );
    expect((await send(text, 'a'.repeat(64))).body).toMatchObject(refused('BUNDLE_INVALID'));
    const broken = bundleOf(sketchProject({ steps: [['x', 'no-such-kind']] })).text;
    expect((await send(broken)).body).toMatchObject(refused('PUBLISH_PROBLEMS'));
    expect((await send('{"format":')).status).toBe(400);
  });

  test('a missing secret is named before anything is live, and a value is never read back', async () => {
    const document = projectDocumentSchema.parse({
      ...sketchProject({
        workspace: { id: 'charged' },
        steps: [
          ['message', 'message-received'],
          ['pay', 'code', { code: 'export default async function () { return {}; }', connectors: ['bank'] }],
        ],
        edges: ['message.next > pay'],
      }),
      connectors: [
        {
          id: 'bank',
          name: 'Bank',
          provider: 'custom',
          urlPatterns: ['https://bank.example/*'],
          secretPlacement: { in: 'query', name: 'key' },
        },
      ],
    });
    const { text, hash } = bundleOf(document);
    const sent = await server.client.ask(`/v1/projects/charged/bundles/${hash}`, {
      method: 'PUT',
      body: text,
    });
    expect(bundleReceiptSchema.parse(sent.body)).toMatchObject({
      needs: { urlPatterns: ['https://bank.example/*'] },
      missing: { secrets: { production: ['connector:bank'] } },
    });
    const environment = '/v1/projects/charged/environments/production';
    const activate = () =>
      server.client.ask(`${environment}/activations`, {
        headers: { 'if-match': '"0"' },
        body: { target: { bundleHash: hash }, kind: 'publish', conversations: 'finish' },
      });
    expect((await activate()).body).toMatchObject({
      error: { code: 'PUBLISH_INCOMPLETE', details: { missing: { secrets: ['connector:bank'] } } },
    });
    const body = { kind: 'connector', value: 'very-secret-value', origins: ['https://bank.example'] };
    await server.client.ask(`${environment}/secrets/connector:bank`, { method: 'PUT', body });
    expect((await activate()).status).toBe(200);
    const listed = await server.client.ask(`${environment}/secrets`);
    expect(listed.body).toMatchObject({
      secrets: [{ name: 'connector:bank', origins: ['https://bank.example'] }],
    });
    const stored = server.runtime.services.database.prepare('SELECT sealed FROM secret').pluck().get();
    expect(Buffer.isBuffer(stored) && stored.includes('very-secret-value')).toBe(false);
  });
});

describe('requests', () => {
  test('a message that is sent twice with one key is stored and answered once', async () => {
    const { conversationId } = await started();
    const send = (content: string) =>
      server.client.ask(`/v1/conversations/${conversationId}/messages?wait=5`, {
        body: { content },
        headers: { 'idempotency-key': 'k1' },
      });
    const answers = await Promise.all([send('Hi'), send('Hi')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await send('Hi')).body).toMatchObject({
      status: 'done',
      messages: [{ content: 'You wrote Hi' }],
    });
    expect(await server.client.messages(conversationId)).toHaveLength(3);
    expect((await send('Other')).body).toMatchObject(refused('IDEMPOTENCY_MISMATCH'));
  });

  test('messages of one conversation are answered in the order in which they were taken', async () => {
    const { conversationId } = await started();
    await Promise.all(['1', '2', '3', '4', '5'].map((content) => server.client.say(conversationId, content)));
    const messages = await server.client.messages(conversationId);
    const said = messages.slice(1).map(({ content }) => content.replace('You wrote ', ''));
    expect(said.filter((_, index) => index % 2 === 0)).toEqual(said.filter((_, index) => index % 2 === 1));
  });

  test('a message of 10 MB is refused, and nothing is stored', async () => {
    const { conversationId } = await started();
    const content = 'x'.repeat(10 * 1024 * 1024);
    const { status, body } = await server.client.ask(`/v1/conversations/${conversationId}/messages`, {
      body: { content },
    });
    expect([status, body]).toMatchObject([413, refused('TOO_LARGE')]);
    const long = await server.client.ask(`/v1/conversations/${conversationId}/messages`, {
      body: { content: 'x'.repeat(30_000) },
    });
    expect([long.status, long.body]).toMatchObject([400, refused('INVALID_INPUT')]);
    expect(await server.client.messages(conversationId)).toHaveLength(1);
  });

  test('a stream goes on where it was left, and tells what is new', async () => {
    const { conversationId } = await started();
    const stream = await openStream(`${server.client.url}/v1/conversations/${conversationId}/stream`);
    expect(await stream.until('turn.ended')).toEqual(['reply', 'turn.ended']);
    await server.client.say(conversationId, 'Hi');
    expect(await stream.until('turn.ended')).toEqual(['message.received', 'reply', 'turn.ended']);
    stream.close();
    await server.client.say(conversationId, 'Again');
    const next = await openStream(
      `${server.client.url}/v1/conversations/${conversationId}/stream`,
      stream.lastId(),
    );
    expect(await next.until('turn.ended')).toEqual(['message.received', 'reply', 'turn.ended']);
    next.close();
  });

  test('an operator takes over, answers and hands back, and the audit log says who', async () => {
    const { conversationId } = await started();
    const deed = (name: string, body: object) =>
      server.client.ask(`/v1/conversations/${conversationId}/operator/${name}`, {
        body: { by: 'Olga', ...body },
      });
    expect((await deed('reply', { content: 'Too early' })).body).toMatchObject(refused('INVALID_INPUT'));
    await deed('take-over', {});
    expect(await server.client.say(conversationId, 'Help')).toMatchObject({
      outcome: 'stored',
      messages: [],
    });
    await deed('reply', { content: 'I am here.' });
    await deed('hand-back', {});
    expect((await server.client.say(conversationId, 'Bye')).messages).toMatchObject([
      { content: 'You wrote Bye' },
    ]);
    expect((await server.client.messages(conversationId)).map(({ role }) => role)).toEqual([
      'assistant',
      'user',
      'operator',
      'user',
      'assistant',
    ]);
    expect((await server.client.ask('/v1/audit?action=operator.reply&limit=1')).body).toMatchObject({
      entries: [{ actor: 'Olga (admin)', subject: conversationId }],
    });
    expect((await server.client.ask('/v1/conversations?q=Help')).body).toMatchObject({
      conversations: [{ id: conversationId }],
    });
  });
});

describe('access', () => {
  const newKey = async (body: object): Promise<RuntimeClient> => {
    const { key } = await server.client.get(z.object({ key: z.string() }), '/v1/keys', { body });
    return new RuntimeClient(server.client.url, key);
  };

  test('a key reaches what its scopes and its project allow', async () => {
    const reader = await newKey({ name: 'r', scopes: ['read'] });
    const elsewhere = await newKey({ name: 'e', scopes: ['converse'], projectId: 'other' });
    const { conversationId } = await started();
    expect((await reader.ask(`/v1/conversations/${conversationId}`)).status).toBe(200);
    expect(
      (await reader.ask(`/v1/conversations/${conversationId}/messages`, { body: { content: 'x' } })).status,
    ).toBe(403);
    expect((await elsewhere.ask(`/v1/conversations/${conversationId}`)).status).toBe(404);
    expect((await new RuntimeClient(server.client.url, 'dgk_wrong').ask('/v1/info')).status).toBe(401);
  });

  test('end users open sessions from allowed pages, are who their backend says, and reach their own conversations', async () => {
    const secret = 'a-secret-of-at-least-thirty-two-characters';
    const bound = { projectId: 'workspace', environment: 'production' };
    await server.client.ask('/v1/projects/workspace/environments/production/identity-keys/k1', {
      method: 'PUT',
      body: { algorithm: 'HS256', key: secret },
    });
    const widget = await newKey({ kind: 'widget', name: 'w', ...bound, origins: ['https://shop.example'] });
    const token = (key: string, claims: Record<string, unknown> = {}) =>
      new SignJWT({ email: 'ann@example.com', ...claims })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject('ann')
        .setExpirationTime(new Date(now + 60_000))
        .sign(Buffer.from(key));
    const open = async (body: object, origin = 'https://shop.example') =>
      widget.ask('/v1/sessions', { body, headers: { origin } });
    expect((await open({}, 'https://evil.example')).status).toBe(403);
    expect(errorCode((await open({ userToken: await token(`${secret}-other`) })).body)).toBe('UNAUTHORIZED');
    const session = async (body: object): Promise<RuntimeClient> => {
      const opened = z.object({ token: z.string() }).parse((await open(body)).body);
      return new RuntimeClient(server.client.url, opened.token);
    };
    const [ann, bob] = [await session({ userToken: await token(secret) }), await session({})];
    const { conversationId } = await ann.start({});
    expect((await ann.view(conversationId)).customer).toMatchObject({ externalId: 'ann', verified: true });
    expect((await ann.say(conversationId, 'Hi')).messages).toMatchObject([{ content: 'You wrote Hi' }]);
    expect((await bob.ask(`/v1/conversations/${conversationId}`)).status).toBe(404);
    expect((await ann.ask(`/v1/conversations/${conversationId}/events`)).status).not.toBe(200);
    expect((await widget.ask('/v1/conversations')).status).toBe(403);

    const user = '/v1/projects/workspace/environments/production/end-users/ann';
    expect((await server.client.ask(`${user}/export`)).body).toMatchObject({
      conversations: [{ id: conversationId, customer: { email: 'ann@example.com' } }],
    });
    expect((await server.client.ask(user, { method: 'DELETE' })).body).toEqual({ conversations: 1 });
    expect((await server.client.ask(`/v1/conversations/${conversationId}`)).status).toBe(404);
  });
});

test('conversations are kept for as long as was said after their last event, and others of the service for ever', async () => {
  const days = 24 * 3_600_000;
  await server.client.publish(echo('Hello.', { id: 'keeps' }));
  await server.client.publish(echo('Hello.', { id: 'forgets' }));
  const start = async (projectId: string) => (await server.client.start({ projectId })).conversationId;
  const [kept, old] = [await start('keeps'), await start('forgets')];
  const retention = '/v1/projects/forgets/environments/production/retention';
  await server.client.ask(retention, { method: 'PUT', body: { days: 30 } });
  expect((await server.client.ask(retention)).body).toEqual({ days: 30 });
  now += 31 * days;
  const young = await start('forgets');
  // A start keeps house.
  await server.restart();
  const statusOf = async (id: string) => (await server.client.ask(`/v1/conversations/${id}`)).status;
  await expect.poll(() => statusOf(old)).toBe(404);
  expect([await statusOf(kept), await statusOf(young)]).toEqual([200, 200]);
  expect((await server.client.ask('/v1/audit?action=retention.erase')).body).toMatchObject({
    entries: [{ actor: 'runtime', projectId: 'forgets', details: { conversations: 1, days: 30 } }],
  });
});

test('a timer fires after the clock jumped ahead, and once', async () => {
  await server.client.publish(
    sketchProject({
      workspace: { id: 'waits' },
      steps: [
        ['start', 'conversation-started'],
        ['pause', 'wait', { seconds: 3600 }],
        ['late', 'reply', { content: 'Time is up.' }],
      ],
      edges: ['start.next > pause', 'pause.next > late'],
    }),
  );
  const { conversationId } = await server.client.start({ projectId: 'waits' });
  now += 3_600_000;
  // Starting again is a look at the clock, too.
  await server.restart();
  await expect.poll(() => server.client.messages(conversationId)).toHaveLength(1);
  now -= 7_200_000;
  expect(await server.client.view(conversationId)).toMatchObject({ nextTimerAt: null });
  now += 7_200_000;
});

async function openStream(url: string, lastEventId = '') {
  const controller = new AbortController();
  const response = await fetch(url, {
    signal: controller.signal,
    headers: {
      authorization: `Bearer ${server.client.key}`,
      ...(lastEventId === '' ? {} : { 'last-event-id': lastEventId }),
    },
  });
  const reader = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let last = '';
  return {
    close: () => controller.abort(),
    lastId: () => last,
    /** Names of events, up to and with this one. */
    async until(name: string): Promise<string[]> {
      const names: string[] = [];
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end === -1) {
          text += String((await reader.read()).value);
          continue;
        }
        const event = text.slice(0, end);
        text = text.slice(end + 2);
        last = /^id: (.+)$/mu.exec(event)?.[1] ?? last;
        names.push(/^event: (.+)$/mu.exec(event)?.[1] ?? '');
        if (names.at(-1) === name) return names;
      }
    },
  };
}
