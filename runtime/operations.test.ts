// What those who run a runtime rely on: copies of its data, its numbers, its headers, and connections that are slow or break.
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { sketchProject } from '#tests/helpers/talk.ts';
import { backUp, restore } from './storage/backup.ts';

let server: TestRuntime;
beforeEach(async () => {
  server = await startRuntime();
  await server.client.publish(
    sketchProject({
      steps: [
        ['message', 'message-received'],
        ['echo', 'reply', { content: 'You wrote {{ args.content }}' }],
      ],
      edges: ['message.next > echo'],
    }),
  );
});
afterEach(() => server[Symbol.asyncDispose]());

const start = async (): Promise<string> =>
  (await server.client.start({ projectId: 'workspace' })).conversationId;
const said = async (id: string): Promise<string[]> =>
  (await server.client.messages(id)).map(({ content }) => content);

test('a copy made while it serves has all that was acknowledged, and is put back', async () => {
  const id = await start();
  await server.client.say(id, 'Kept');
  const copy = `${server.folder}-copy`;
  try {
    await backUp(server.folder, copy);
    await server.client.say(id, 'Lost');
    await expect(restore(server.folder, copy)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    await server.restart(() => restore(server.folder, copy));
    expect(await said(id)).toEqual(['Kept', 'You wrote Kept']);
    await server.client.say(id, 'Again');
    expect((await said(id)).slice(2)).toEqual(['Again', 'You wrote Again']);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('a copy that is damaged, cut off or empty is not put back, and what is there stays', async () => {
  const id = await start();
  await server.client.say(id, 'Kept');
  const copy = `${server.folder}-copy`;
  const file = join(copy, 'runtime.sqlite');
  try {
    await backUp(server.folder, copy);
    const whole = readFileSync(file);
    const damages = [whole.subarray(0, 6000), Buffer.alloc(0), Buffer.from(whole).fill(7, 0, 9000)];
    await server.restart(async () => {
      for (const damage of damages) {
        writeFileSync(file, damage);
        await expect(restore(server.folder, copy)).rejects.toMatchObject({
          message: expect.stringContaining('is damaged, so nothing was copied from it'),
        });
      }
    });
    expect(await said(id)).toEqual(['Kept', 'You wrote Kept']);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test('data of a newer version is left alone, and says so', async () => {
  const { database } = server.runtime.services;
  const form = Number(database.pragma('user_version', { simple: true }));
  database.pragma(`user_version = ${form + 1}`);
  await server.runtime.close();
  await expect(startRuntime({ folder: server.folder })).rejects.toMatchObject({
    code: 'STORAGE_FAILED',
    message: expect.stringContaining('newer version'),
  });
  const own = new Database(join(server.folder, 'runtime.sqlite'));
  own.pragma(`user_version = ${form}`);
  own.close();
  await server.restart();
});

test('its numbers tell of turns, commits and requests, to those who may read them', async () => {
  await server.client.say(await start(), 'Hi');
  const headers = { authorization: `Bearer ${server.client.key}` };
  const text = await (await fetch(`${server.client.url}/metrics`, { headers })).text();
  expect(text).toMatch(/^dialogram_turn_seconds_count\{outcome="idle"\} [1-9]/mu);
  expect(text).toMatch(/^dialogram_commit_seconds_count [1-9]/mu);
  expect(text).toMatch(/^dialogram_http_seconds_count\{method="POST",status="200"\} [1-9]/mu);
  expect(text).toMatch(/^dialogram_pending_triggers 0$/mu);
  expect((await fetch(`${server.client.url}/metrics`)).status).toBe(401);
});

test('what there is can be read as a page', async () => {
  const page = await fetch(`${server.client.url}/docs`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<code>/v1/conversations</code>');
});

test('every answer may be neither framed nor guessed at, and those of the API are not kept', async () => {
  for (const path of ['/healthz', '/v1/info', '/v1/nothing', '/docs']) {
    const { headers } = await fetch(`${server.client.url}${path}`);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe(path.startsWith('/v1') ? 'no-store' : null);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('a message that comes in pieces is answered, one that breaks off is not there, and nobody waits for either', async () => {
  const id = await start();
  const body = '{"content":"Slowly"}';
  const head = [
    `POST /v1/conversations/${id}/messages?wait=10 HTTP/1.1`,
    `host: ${new URL(server.client.url).host}`,
    `authorization: Bearer ${server.client.key}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
  ].join('\r\n');
  const open = async () => {
    const socket = connect(Number(new URL(server.client.url).port), '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    socket.write(`${head}\r\n\r\n${body.slice(0, 8)}`);
    return socket;
  };
  const [slow, broken] = [await open(), await open()];
  expect((await server.client.say(id, 'Meanwhile')).status).toBe('done');
  broken.destroy();
  slow.write(body.slice(8));
  const [answer] = await once(slow, 'data');
  slow.destroy();
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /u);
  expect(await said(id)).toEqual(['Meanwhile', 'You wrote Meanwhile', 'Slowly', 'You wrote Slowly']);
});

test('a stop lets a turn end and tells who waits for it', async () => {
  await server.client.publish(
    sketchProject({
      steps: [
        ['message', 'message-received'],
        [
          'think',
          'code',
          { code: 'export default async () => { for (let i = 0; i < 2e8; i += 1); return {}; }' },
        ],
        ['echo', 'reply', { content: 'You wrote {{ args.content }}' }],
      ],
      edges: ['message.next > think', 'think.next > echo'],
    }),
  );
  const id = await start();
  const answer = server.client.say(id, 'Last');
  await expect.poll(() => server.runtime.services.conversations.pending).toBe(1);
  await server.restart();
  expect(await answer).toMatchObject({ status: 'done', messages: [{ content: 'You wrote Last' }] });
  expect(await said(id)).toEqual(['Last', 'You wrote Last']);
});
