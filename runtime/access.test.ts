// Who may do what over HTTP: keys and where they reach, end users and who vouches for them, limits, and requests sent twice.
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readScenarios } from '#tests/helpers/scenario-files.ts';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { sketchProject } from '#tests/helpers/talk.ts';

let server: TestRuntime;
beforeAll(async () => {
  server = await startRuntime();
  for (const id of ['workspace', 'other']) await server.client.publish(echo(id));
});
afterAll(() => server[Symbol.asyncDispose]());

const origin = 'https://shop.example';
const secret = 'a-secret-of-at-least-thirty-two-characters';
const environmentOf = (project: string): string => `/v1/projects/${project}/environments/production`;
const keySchema = z.object({ id: z.string(), key: z.string() });
const codeOf = ({ body }: { readonly body: unknown }): string =>
  z.object({ error: z.object({ code: z.string() }) }).parse(body).error.code;

function echo(id: string) {
  return sketchProject({
    workspace: { id },
    steps: [
      ['start', 'conversation-started'],
      ['hello', 'reply', { content: `Hello of ${id}` }],
      ['message', 'message-received'],
      ['echo', 'reply', { content: 'You wrote {{ args.content | raw }}' }],
    ],
    edges: ['start.next > hello', 'message.next > echo'],
  });
}

const newKey = (body: object) => server.client.get(keySchema, '/v1/keys', { body });
const as = (key: string): RuntimeClient => new RuntimeClient(server.client.url, key);
const started = async (): Promise<string> =>
  (await server.client.start({ projectId: 'workspace' })).conversationId;

/** A widget key of a project, with what its sessions need. */
async function newWidget(project: string) {
  const bound = { projectId: project, environment: 'production' };
  const { id, key } = await newKey({ kind: 'widget', name: 'w', ...bound, origins: [origin] });
  const open = (userToken?: string) =>
    as(key).ask('/v1/sessions', { headers: { origin }, body: userToken === undefined ? {} : { userToken } });
  return {
    id,
    open,
    async session(userToken?: string): Promise<RuntimeClient> {
      return as(z.object({ token: z.string() }).parse((await open(userToken)).body).token);
    },
  };
}

const vouch = (project: string, kid: string, algorithm: string, key: string) =>
  server.client.ask(`${environmentOf(project)}/identity-keys/${kid}`, {
    method: 'PUT',
    body: { algorithm, key },
  });
const tokenOf = (
  header: { readonly alg: string; readonly kid?: string },
  key: Parameters<SignJWT['sign']>[0],
) => new SignJWT({}).setProtectedHeader(header).setSubject('ann').setExpirationTime('10m').sign(key);

describe('keys', () => {
  test('a bound key learns where it reaches, and nothing that belongs to the whole service', async () => {
    const { key } = await newKey({ name: 'p', scopes: ['publish'], projectId: 'workspace' });
    expect((await as(key).ask('/v1/info')).body).toMatchObject({ key: { projectId: 'workspace' } });
    const admin = as((await newKey({ name: 's', scopes: ['admin'], environment: 'staging' })).key);
    const more = await admin.ask('/v1/keys', { body: { name: 'all', scopes: ['admin'] } });
    expect([more.status, codeOf(more)]).toEqual([403, 'FORBIDDEN']);
    for (const path of ['/v1/keys', '/v1/audit', environmentOf('workspace')]) {
      expect((await admin.ask(path)).status).toBe(403);
    }
    expect((await admin.ask('/v1/conversations')).body).toMatchObject({ conversations: [] });
  });

  test('a key that is asked for twice with one idempotency key is one key, and its words lie nowhere', async () => {
    const ask = () =>
      server.client.get(keySchema, '/v1/keys', {
        body: { name: 'twice', scopes: ['read'] },
        headers: { 'idempotency-key': 'twice' },
      });
    const [one, other] = await Promise.all([ask(), ask()]);
    expect(other).toEqual(one);
    expect((await as(one.key).ask('/v1/audit')).status).toBe(200);
    const kept = server.runtime.services.database.prepare('SELECT answer FROM receipt').pluck().all();
    expect(JSON.stringify(kept)).not.toContain(one.key);
  });

  test('keys and secrets are not taken from a proxy that is not known to use TLS', async () => {
    const body = { name: 'x', scopes: ['read'] };
    const asked = await server.client.ask('/v1/keys', {
      body,
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect([asked.status, codeOf(asked)]).toEqual([403, 'FORBIDDEN']);
  });
});

describe('end users', () => {
  test('the same name and idempotency key in another project begin another conversation', async () => {
    const conversations = [];
    for (const project of ['workspace', 'other']) {
      await vouch(project, 'shared', 'HS256', secret);
      const ann = await (
        await newWidget(project)
      ).session(await tokenOf({ alg: 'HS256' }, Buffer.from(secret)));
      conversations.push(
        await ann.ask('/v1/conversations?wait=5', { body: {}, headers: { 'idempotency-key': 'k' } }),
      );
    }
    expect(conversations.map(({ body }) => body)).toMatchObject([
      { messages: [{ content: 'Hello of workspace' }] },
      { messages: [{ content: 'Hello of other' }] },
    ]);
  });

  test('only the algorithm and the key that were entered vouch for anybody', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect((await vouch('workspace', 'rsa', 'RS256', pem)).status).toBe(200);
    const widget = await newWidget('workspace');
    expect((await widget.open(await tokenOf({ alg: 'RS256', kid: 'rsa' }, rsa.privateKey))).status).toBe(200);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { sub: 'ann', exp: 4e9 };
    const hs256 = (header: object, body: object, key = secret) =>
      new SignJWT({ ...body }).setProtectedHeader({ alg: 'HS256', ...header }).sign(Buffer.from(key));
    const refused = [
      `${part({ alg: 'none' })}.${part(claims)}.`,
      // What signs is the public key, as if it were a secret.
      await hs256({ kid: 'rsa' }, claims, pem),
      await hs256({}, claims, pem),
      await hs256({ kid: 'unknown' }, claims),
      await hs256({}, { sub: 'ann' }),
      await hs256({}, { sub: 'ann', exp: 1000 }),
      await hs256({}, { exp: 4e9 }),
      await hs256({}, { ...claims, nbf: 3e9 }),
      await hs256({}, { ...claims, email: 'nobody' }),
      'nonsense',
    ];
    for (const token of refused) expect((await widget.open(token)).status).toBe(401);
  });

  test('a key that cannot vouch is refused when it is entered, and a private one before it is kept', async () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [
      small.publicKey.export({ type: 'spki', format: 'pem' }),
      curve.publicKey.export({ type: 'spki', format: 'pem' }),
      generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
      'nonsense',
    ];
    for (const key of keys) {
      expect(codeOf(await vouch('workspace', 'bad', 'RS256', key.toString()))).toBe('INVALID_INPUT');
    }
    expect(codeOf(await vouch('workspace', 'bad', 'HS256', 'short'))).toBe('INVALID_INPUT');
  });

  test('a session ends with the identity key that vouched for it, and with the widget key that opened it', async () => {
    await vouch('workspace', 'short-lived', 'HS256', `${secret}2`);
    const widget = await newWidget('workspace');
    const token = await tokenOf({ alg: 'HS256', kid: 'short-lived' }, Buffer.from(`${secret}2`));
    const [ann, somebody] = [await widget.session(token), await widget.session()];
    expect((await ann.ask('/v1/conversations')).status).toBe(200);
    await server.client.ask(`${environmentOf('workspace')}/identity-keys/short-lived`, { method: 'DELETE' });
    expect((await ann.ask('/v1/conversations')).status).toBe(401);
    expect((await somebody.ask('/v1/conversations')).status).toBe(200);
    await server.client.ask(`/v1/keys/${widget.id}`, { method: 'DELETE' });
    expect((await somebody.ask('/v1/conversations')).status).toBe(401);
  });

  test('a stream tells nothing more once its key is deleted', async () => {
    const conversation = await started();
    const { id, key } = await newKey({ name: 'streams', scopes: ['read'] });
    const stream = await fetch(`${server.client.url}/v1/conversations/${conversation}/stream`, {
      headers: { authorization: `Bearer ${key}` },
    });
    await server.client.ask(`/v1/keys/${id}`, { method: 'DELETE' });
    await server.client.say(conversation, 'Not for you');
    expect(await stream.text()).not.toContain('Not for you');
  });

  test('what is kept of somebody is given out whole, and leaves no word behind when it is erased', async () => {
    const { conversationId } = await server.client.start({
      projectId: 'workspace',
      customer: {
        externalId: 'zoe-erased',
        email: 'zoe-erased@example.com',
        attrs: { plan: 'zoe-erased-plan' },
      },
    });
    await server.client.say(conversationId, 'zoe-erased-words');
    const body = { content: 'zoe-erased-note' };
    await server.client.ask(`/v1/conversations/${conversationId}/notes`, { body });
    const user = `${environmentOf('workspace')}/end-users/zoe-erased`;
    expect((await server.client.ask(`${user}/export`)).body).toMatchObject({
      conversations: [
        {
          notes: [{ content: 'zoe-erased-note' }],
          state: { customer: { attrs: { plan: 'zoe-erased-plan' } } },
          messages: [{}, { content: 'zoe-erased-words' }, {}],
        },
      ],
    });
    await server.client.ask(user, { method: 'DELETE' });
    const { database } = server.runtime.services;
    expect(database.serialize().includes('zoe-erased')).toBe(false);
  });
});

describe('requests that are sent again', () => {
  test('what an operator does at the same time with one idempotency key happens once', async () => {
    const conversation = await started();
    const deed = (name: string, body: object) =>
      server.client.ask(`/v1/conversations/${conversation}/operator/${name}`, {
        body,
        headers: { 'idempotency-key': name },
      });
    await deed('take-over', {});
    const answers = await Promise.all(Array.from({ length: 6 }, () => deed('reply', { content: 'Once' })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const replies = (await server.client.messages(conversation)).filter(({ role }) => role === 'operator');
    expect(replies).toHaveLength(1);
    expect((await deed('reply', { content: 'Other' })).status).toBe(422);
  });

  test('a decision that is sent twice is carried out once, and stands once in the audit log', async () => {
    const scenarios = join(import.meta.dirname, '../shared/engine/scenarios');
    const found = readScenarios(scenarios).find(({ file }) => file === 'action-approved.flow.json');
    const project = found?.scenario.project ?? echo('quotes');
    await server.client.publish({ ...project, workspace: { ...project.workspace, id: 'quotes' } });
    const { conversationId } = await server.client.start({ projectId: 'quotes' });
    await server.client.say(conversationId, '3');
    const decide = () =>
      server.client.ask(`/v1/conversations/${conversationId}/operator/decide`, {
        body: { by: 'Olga', isApproved: true },
        headers: { 'idempotency-key': 'd' },
      });
    const answers = await Promise.all([decide(), decide()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await server.client.messages(conversationId)).at(-1)).toMatchObject({ content: '15 €' });
    expect((await server.client.ask('/v1/audit?action=operator.decide')).body).toMatchObject({
      entries: [{ actor: 'Olga (admin)', subject: conversationId, details: { isApproved: true } }],
    });
  });

  test('a message is answered as it was, also when its turn ended long ago', async () => {
    const conversation = await started();
    const send = () =>
      server.client.ask(`/v1/conversations/${conversation}/messages?wait=5`, {
        body: { content: 'Hi' },
        headers: { 'idempotency-key': 'm' },
      });
    const first = await send();
    expect(await send()).toMatchObject({ status: 200, body: first.body });
  });

  test('one whose turn is still to come after a restart is not said to be done', async () => {
    const conversation = await started();
    const send = () =>
      server.client.ask(`/v1/conversations/${conversation}/messages`, {
        body: { content: 'Hi' },
        headers: { 'idempotency-key': 'm' },
      });
    const { turnId } = z.object({ turnId: z.string() }).parse((await send()).body);
    const { database, conversations } = server.runtime.services;
    await conversations.reportOf(conversation, turnId);
    database
      .prepare('INSERT INTO inbox VALUES (?, 99, ?)')
      .run(conversation, JSON.stringify({ kind: 'message', id: turnId }));
    expect(await send()).toMatchObject({ status: 202, body: { status: 'accepted' } });
    database.prepare('DELETE FROM inbox WHERE conversation_id = ?').run(conversation);
  });
});

test('what cannot be read is refused in words, and nothing of it is stored', async () => {
  const conversation = await started();
  const deep = `{"format":"dialogram-bundle","formatVersion":1,"engineVersion":1,"project":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`;
  const send = (body: string, headers: Record<string, string>) =>
    server.client.ask(`/v1/conversations/${conversation}/messages`, { body, headers });
  expect((await send('{"content":"x"}', { 'content-type': 'text/plain' })).status).toBe(415);
  expect(codeOf(await send('packed', { 'content-encoding': 'gzip' }))).toBe('INVALID_INPUT');
  expect(codeOf(await send('{"content":', {}))).toBe('INVALID_INPUT');
  const bundle = `/v1/projects/workspace/bundles/${'a'.repeat(64)}`;
  expect((await server.client.ask(bundle, { method: 'PUT', body: deep })).status).toBe(422);
  expect(await server.client.messages(conversation)).toHaveLength(1);
});

test('whoever guesses at keys is slowed down by their address, which only a trusted proxy can name', async () => {
  const asking = async (environment: Record<string, string>) => {
    const own = await startRuntime({ environment: { DIALOGRAM_USER_RATE: '3', ...environment } });
    try {
      const guess = (from: string) =>
        new RuntimeClient(own.client.url, 'dgk_guess').ask('/v1/info', {
          headers: { 'x-forwarded-for': from },
        });
      const statuses = [];
      for (const from of ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4', '9.9.9.9, 1.1.1.4']) {
        const { status, headers } = await guess(from);
        statuses.push(status === 429 ? `429 after ${headers.get('retry-after') ?? 'nothing'}` : status);
      }
      return statuses;
    } finally {
      await own[Symbol.asyncDispose]();
    }
  };
  expect(await asking({})).toEqual([401, 401, 401, '429 after 20', '429 after 20']);
  expect(await asking({ DIALOGRAM_TRUST_PROXY: '1' })).toEqual([401, 401, 401, 401, 401]);
});
