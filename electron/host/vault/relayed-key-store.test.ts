// The host as Electron's main process starts it, with a key store behind the pipe.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { channels } from '#shared/ipc/channels.ts';
import { relayFromHostSchema, type RelayToHost } from '#shared/ipc/relay.ts';
import { keyStoreOf, noKeyStore } from '#tests/helpers/key-store.ts';
import { serverKey, startModelServer } from '#tests/helpers/model-server.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import type { KeyStore } from './vault-key.ts';

/** Two hosts start one after the other, also on a machine that is busy with others. */
const patience = 60_000;

const answerSchema = z.object({ type: z.literal('answer'), payload: z.unknown() });

async function startHost(home: string, store: KeyStore) {
  const child = fork(join(import.meta.dirname, '../main.ts'), {
    serialization: 'advanced',
    env: { ...process.env, DIALOGRAM_HOME: home },
  });
  const tell = (message: RelayToHost): void => void child.send(message);
  const answers = new Map<number, (payload: unknown) => void>();
  let lastId = 0;
  const kill = async (): Promise<void> => {
    const ended = once(child, 'exit');
    if (child.kill('SIGKILL')) await ended;
  };
  onTestFinished(kill);
  child.on('message', (raw) => {
    const message = relayFromHostSchema.parse(raw);
    if (message.type === 'key-store') {
      const { requestId, does, text } = message;
      void store[does](text).then((answer) => tell({ type: 'key-store', requestId, text: answer }));
    } else if (message.type === 'frame' && message.frame.type !== 'notice') {
      answers.get(message.frame.id)?.(message.frame);
    }
  });
  await once(child, 'message');
  tell({ type: 'open', connectionId: 1 });
  return {
    kill,
    async ask(channel: string, payload: unknown): Promise<unknown> {
      lastId += 1;
      const id = lastId;
      const answer = new Promise<unknown>((resolve) => {
        answers.set(id, resolve);
      });
      tell({ type: 'frame', connectionId: 1, frame: { type: 'request', id, channel, payload } });
      return answerSchema.parse(await answer).payload;
    },
  };
}

async function provider() {
  const server = await startModelServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const settings = {
    id: null,
    name: 'Local',
    kind: 'openai-compatible',
    baseUrl: server.url,
    timeoutSeconds: 9,
  };
  return { ...settings, key: serverKey };
}

const list = channels['model-providers.list'].response;

test(
  'the host of a window has its key sealed by the key store, and a killed one leaves it to the next',
  { timeout: patience },
  async () => {
    const home = temporaryFolder();
    const first = await startHost(home, keyStoreOf());
    const saved = list.parse(await first.ask('model-providers.save', await provider()));
    expect(saved).toMatchObject({ providers: [{ id: 'local', key: 'saved' }], protection: 'key-store' });
    expect([existsSync(join(home, 'vault.key')), existsSync(join(home, 'vault.key.sealed'))]).toEqual([
      false,
      true,
    ]);
    await first.kill();
    const second = await startHost(home, keyStoreOf());
    const tested = list.parse(await second.ask('model-providers.test', { id: 'local' }));
    expect(tested.providers[0]?.models).toContain('answers');
  },
);

test(
  'a computer without a key store keeps the key in a file until it has one',
  { timeout: patience },
  async () => {
    const home = temporaryFolder();
    const without = await startHost(home, noKeyStore);
    const saved = list.parse(await without.ask('model-providers.save', await provider()));
    expect(saved.protection).toBe('no-key-store');
    expect(existsSync(join(home, 'vault.key'))).toBe(true);
    await without.kill();
    const withStore = await startHost(home, keyStoreOf());
    expect(await withStore.ask('model-providers.test', { id: 'local' })).toMatchObject({
      protection: 'key-store',
    });
    expect(existsSync(join(home, 'vault.key'))).toBe(false);
  },
);
