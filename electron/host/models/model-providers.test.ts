import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { channels } from '#shared/ipc/channels.ts';
import type { HandlerContext } from '../handlers/handler.ts';
import { serverKey, startModelServer } from '#tests/helpers/model-server.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { openVault } from '../vault/vault.ts';
import { designTimeModel } from './design-time-model.ts';
import { createModelHandlers } from './handlers.ts';
import { openModelProviders } from './model-providers.ts';

const context: HandlerContext = {
  hold: () => {
    throw new Error('No project is open.');
  },
  open: () => {
    throw new Error('No project is opened here.');
  },
  closeProject: () => undefined,
  notify: () => undefined,
  signal: new AbortController().signal,
};

/** The channels of a host whose files are in a folder of its own. */
function startHost(folder = temporaryFolder(), environment: NodeJS.ProcessEnv = {}) {
  const vault = openVault(folder);
  const providers = openModelProviders(folder, vault, environment);
  return { folder, providers, vault, handlers: createModelHandlers(providers, vault) };
}

async function localServer() {
  const server = await startModelServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return {
    id: 'local',
    name: 'Local',
    kind: 'openai-compatible',
    baseUrl: server.url,
    timeoutSeconds: 60,
    key: serverKey,
  } as const;
}

test('a provider is saved, tested with its key, and there for the next host; no answer and no file shows the key', async () => {
  const { handlers, folder } = startHost();
  const saved = await handlers['model-providers.save'](await localServer(), context);
  const tested = await handlers['model-providers.test']({ id: 'local' }, context);
  const listed = await startHost(folder).handlers['model-providers.list']({}, context);
  expect(listed).toEqual(tested);
  expect(listed).toMatchObject({
    providers: [
      { id: 'local', name: 'Local', key: 'saved', models: expect.arrayContaining(['answers', 'refuses']) },
    ],
    protection: 'file',
  });
  expect(JSON.stringify([saved, tested, listed])).not.toContain(serverKey);
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(serverKey);
  }
});

test('a new provider is named after what the author calls it, and never as another one', async () => {
  const { providers } = startHost();
  const { key: _, ...settings } = await localServer();
  const ids = [];
  for (const name of ['Mein Server!', 'mein server', 'Überall', '模型', 'Simulator']) {
    ids.push(await providers.save({ ...settings, id: null, name }));
  }
  expect(ids).toEqual(['mein-server', 'mein-server-2', 'u-berall', 'provider', 'provider-2']);
  expect(providers.list().map(({ name }) => name)).toContain('Überall');
});

test('a key stays when the rest is saved again, is dropped when the address changes, and can be taken away', async () => {
  const { providers } = startHost();
  const { key, ...settings } = await localServer();
  const keyNow = async () => (await providers.find('local'))?.apiKey;
  await providers.save({ ...settings, key });
  await providers.save({ ...settings, name: 'Here' });
  expect(await keyNow()).toBe(key);
  await providers.save({ ...settings, baseUrl: 'http://evil.example/v1' });
  expect(await providers.find('local')).toMatchObject({ baseUrl: 'http://evil.example/v1', apiKey: null });
  await providers.save(settings);
  expect(await keyNow()).toBeNull();
  await providers.save({ ...settings, key });
  await providers.save({ ...settings, key: null });
  expect(await keyNow()).toBeNull();
});

test('deleting a provider deletes its key', async () => {
  const { handlers, providers, vault } = startHost();
  const server = await localServer();
  await providers.save(server);
  const secret = `model:local@${server.baseUrl}`;
  expect(vault.has(secret)).toBe(true);
  expect(await handlers['model-providers.delete']({ id: 'local' }, context)).toMatchObject({ providers: [] });
  expect(vault.has(secret)).toBe(false);
  await expect(providers.test('local')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

test('keys that cannot be read can be forgotten and entered again', async () => {
  const { handlers, providers, folder } = startHost();
  const server = await localServer();
  await providers.save(server);
  writeFileSync(join(folder, 'vault.json'), '{');
  expect(() => providers.list()).toThrow(expect.objectContaining({ code: 'VAULT_UNREADABLE' }));
  expect(await handlers['model-providers.forgetKeys']({}, context)).toMatchObject({
    providers: [{ id: 'local', key: 'missing' }],
  });
  await providers.save(server);
  expect((await providers.find('local'))?.apiKey).toBe(serverKey);
});

test('a key may be in the environment', async () => {
  const { providers, handlers } = startHost(temporaryFolder(), { DIALOGRAM_KEY_MY_SERVER: serverKey });
  const { key: _, ...settings } = await localServer();
  await providers.save({ ...settings, id: 'my-server' });
  expect(providers.list()).toMatchObject([{ key: 'environment' }]);
  const tested = await handlers['model-providers.test']({ id: 'my-server' }, context);
  expect(JSON.stringify(tested)).not.toContain(serverKey);
});

test('a list of providers that is damaged is said, and not replaced', async () => {
  const { providers, folder } = startHost();
  await providers.save(await localServer());
  const path = join(folder, 'model-providers.json');
  writeFileSync(path, '{"providers":[{}]}');
  expect(() => providers.list()).toThrow(/damaged/u);
  await expect(providers.save(await localServer())).rejects.toThrow(/damaged/u);
  expect(readFileSync(path, 'utf8')).toBe('{"providers":[{}]}');
});

test('what cannot work is refused', async () => {
  const { providers } = startHost();
  const own = { ...(await localServer()), baseUrl: null };
  await expect(providers.save(own)).rejects.toThrow(/needs its address/u);
  const { request } = channels['model-providers.save'];
  for (const wrong of [
    { id: 'a/b' },
    { baseUrl: 'file:///etc/passwd' },
    { baseUrl: 'javascript:x' },
    { key: ' ' },
    { key: 'sk-1\u200b2' },
    { name: '' },
    { timeoutSeconds: 0 },
  ]) {
    expect(request.safeParse({ ...own, baseUrl: 'http://localhost/v1', ...wrong }).success).toBe(false);
  }
  await providers.save({ ...(await localServer()), key: 'sk-wrong' });
  await expect(providers.test('local')).rejects.toMatchObject({ code: 'MODEL_KEY_REFUSED' });
});

test('a prompt that names the provider is answered by it, and others by the simulator', async () => {
  const { providers } = startHost();
  await providers.save(await localServer());
  const ask = (model: string) =>
    designTimeModel(providers)({
      model,
      temperature: null,
      preamble: '',
      rules: [],
      assistant: '',
      messages: [],
      sources: [],
      postamble: '',
      tools: [
        { name: 'answer', description: '', useCases: [], parameters: { type: 'object', properties: {} } },
      ],
      repair: null,
    });
  expect(await ask('local/answers')).toMatchObject({ model: 'local/answers' });
  expect(await ask('openai/gpt-5')).toMatchObject({ model: 'simulator' });
});
