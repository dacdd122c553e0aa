// What becomes of a runtime whose keys are lost: it says so before it serves anybody, and there is a way on.
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { RuntimeClient } from '#tests/helpers/runtime-client.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { forgetSecrets, newAdminKey } from './lost-keys.ts';
import { readSettings } from './settings.ts';

let server: TestRuntime;
beforeEach(async () => {
  server = await startRuntime();
});
afterEach(() => server[Symbol.asyncDispose]());

const secrets = '/v1/projects/workspace/environments/production/secrets';
const enter = (name: string) =>
  server.client.ask(`${secrets}/${name}`, {
    method: 'PUT',
    body: { kind: 'connector', value: 'a-long-secret', origins: ['https://bank.example'] },
  });
const settings = () => readSettings({ DIALOGRAM_DATA: server.folder });
const masterKey = () => join(server.folder, 'master.key');

test('the master key is for its owner alone', () => {
  expect(statSync(masterKey()).mode & 0o777).toBe(0o600);
});

test('without the master key, or with another one, it does not start, says why, and can go on without the secrets', async () => {
  await enter('connector:bank');
  await server.runtime.close();
  rmSync(masterKey());
  const start = () => startRuntime({ folder: server.folder });
  await expect(start()).rejects.toMatchObject({ message: expect.stringContaining('master key is missing') });
  writeFileSync(masterKey(), 'ab'.repeat(32));
  await expect(start()).rejects.toMatchObject({ message: expect.stringContaining('forget-secrets') });
  expect(forgetSecrets(settings())).toContain('connector:bank, production of the project workspace');
  expect(forgetSecrets(settings())).toContain('Nothing was forgotten');
  await server.restart();
  expect((await server.client.ask(secrets)).body).toEqual({ secrets: [] });
  expect((await enter('connector:bank')).status).toBe(200);
  expect((await server.client.ask('/v1/audit?action=secret.delete')).body).toMatchObject({
    entries: [{ actor: 'runtime', subject: 'connector:bank' }],
  });
});

test('another admin key is made while it does not serve, and not while it does', async () => {
  expect(() => newAdminKey(settings())).toThrow('Another runtime serves');
  let said = '';
  await server.restart(() => Promise.resolve((said = newAdminKey(settings()))));
  const client = new RuntimeClient(server.client.url, /dgk_\S+/u.exec(said)?.[0] ?? '');
  const { keys } = await client.get(
    z.object({ keys: z.array(z.object({ scopes: z.array(z.string()) })) }),
    '/v1/keys',
  );
  expect(keys.map(({ scopes }) => scopes)).toEqual([['admin'], ['admin']]);
});

test('a first start that cannot listen keeps no admin key that nobody has seen', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const folder = join(server.folder, 'first');
  await expect(startRuntime({ folder, environment: { PORT: String(port) } })).rejects.toMatchObject({
    message: expect.stringContaining('Set PORT or HOST'),
  });
  taken.close();
  const second = await startRuntime({ folder });
  expect(second.runtime.adminKey).toMatch(/^dgk_/u);
  await second[Symbol.asyncDispose]();
});
