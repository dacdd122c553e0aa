import { readdirSync, readFileSync } from 'node:fs';
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
function startHost(folder = temporaryFolder()) {
  const providers = openModelProviders(folder, openVault(folder));
  return { folder, providers, handlers: createModelHandlers(providers) };
}

async function localServer() {
  const server = await startModelServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  return { id: 'local', kind: 'openai-compatible', baseUrl: server.url, key: serverKey } as const;
}

test('a provider is saved, tested with its key, and there for the next host; no answer and no file shows the key', async () => {
  const { handlers, folder } = startHost();
  const saved = handlers['model-providers.save'](await localServer(), context);
  const tested = await handlers['model-providers.test']({ id: 'local' }, context);
  expect(tested).toMatchObject({ models: expect.arrayContaining(['answers']) });
  const listed = await startHost(folder).handlers['model-providers.list']({}, context);
  expect(listed).toMatchObject({ providers: [{ id: 'local', kind: 'openai-compatible', hasKey: true }] });
  expect(JSON.stringify([await saved, tested, listed])).not.toContain(serverKey);
  for (const file of readdirSync(folder)) {
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(serverKey);
  }
});

test('a key stays when the rest is saved again, and is dropped when the address changes', async () => {
  const { providers } = startHost();
  const { key, ...settings } = await localServer();
  providers.save({ ...settings, key });
  providers.save(settings);
  expect(providers.find('local')?.apiKey).toBe(key);
  providers.save({ ...settings, baseUrl: 'http://evil.example/v1' });
  expect(providers.find('local')).toMatchObject({ baseUrl: 'http://evil.example/v1', apiKey: null });
});

test('deleting a provider deletes its key', async () => {
  const { handlers, providers, folder } = startHost();
  const server = await localServer();
  providers.save(server);
  expect(await handlers['model-providers.delete']({ id: 'local' }, context)).toEqual({ providers: [] });
  expect(openVault(folder).has('model:local')).toBe(false);
  await expect(providers.test('local')).rejects.toMatchObject({ code: 'MODEL_NO_KEY' });
});

test('what cannot work is refused', async () => {
  const { providers } = startHost();
  const own = { id: 'own', kind: 'openai-compatible', baseUrl: null } as const;
  expect(() => providers.save(own)).toThrow(/needs its address/u);
  const { request } = channels['model-providers.save'];
  for (const wrong of [
    { id: 'a/b' },
    { baseUrl: 'file:///etc/passwd' },
    { baseUrl: 'javascript:x' },
    { key: ' ' },
  ]) {
    expect(request.safeParse({ ...own, baseUrl: 'http://localhost/v1', ...wrong }).success).toBe(false);
  }
  providers.save({ ...(await localServer()), key: 'sk-wrong' });
  await expect(providers.test('local')).rejects.toMatchObject({ code: 'MODEL_KEY_REFUSED' });
});

test('a prompt that names the provider is answered by it, and others by the simulator', async () => {
  const { providers } = startHost();
  providers.save(await localServer());
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
