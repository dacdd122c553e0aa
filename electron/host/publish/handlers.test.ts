// Publishing as a window does it: a key and a secret go in, and nothing of them comes out.
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { newProjectFile, putEdge, putStep, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { startRuntime, type TestRuntime } from '#tests/helpers/runtime-server.ts';
import { connectWindow, type TestWindow } from '#tests/helpers/test-window.ts';
import { createHost } from '../dispatcher.ts';

let server: TestRuntime;
let window: TestWindow;
let path: string;
let edits = 0;
beforeAll(async () => {
  server = await startRuntime();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  vi.stubEnv('DIALOGRAM_HOME', temporaryFolder());
  const host = createHost({ shell: 'browser' });
  onTestFinished(async () => {
    await host.close();
    vi.unstubAllEnvs();
  });
  window = connectWindow((send) => host.connect(send));
  path = newProjectFile();
  await window.ask('project.open', { path });
});

async function edit(...patches: readonly object[]): Promise<void> {
  edits += 1;
  const { rev } = await window.ask('project.open', { path });
  await window.ask('project.edit', { editId: `p${edits}`, baseRev: rev, label: 'Change', patches });
}

const targetId = 'live';
const environment = 'production';
const target = (url: string) => ({
  collection: 'publishTargets',
  id: targetId,
  value: { id: targetId, name: 'Live', url, environment },
});
async function connect(): Promise<void> {
  const { url, key } = server.client;
  await window.ask('publish.connect', { targetId, url, environment, key, sameAs: null });
  await edit(target(url));
}
/** Everything that the window was told. */
const heard = (): string => JSON.stringify(window.frames);
const look = () => window.ask('publish.look', { targetId });

test('a key is kept for its address alone, and no window hears it again', async () => {
  await connect();
  expect(await window.ask('publish.keys', {})).toEqual({ targets: [targetId] });
  await look();
  await edit(target('http://127.0.0.1:1'));
  expect(await window.ask('publish.keys', {})).toEqual({ targets: [] });
  await expect(look()).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  expect(heard()).not.toContain(server.client.key);
});

test('another target at the same address can have the same key', async () => {
  await connect();
  const { url } = server.client;
  const asked = { targetId: 'try', url: `${url}/`, environment: 'staging', key: null, sameAs: targetId };
  expect((await window.ask('publish.connect', asked)).url).toBe(url);
  await expect(window.ask('publish.connect', { ...asked, sameAs: 'nobody' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});

test('what was looked at is published, and nothing else', async () => {
  await connect();
  await edit(putStep('hello', { content: 'Hi' }), putEdge('e', 'started', 'next', 'hello'));
  const { hash, state } = await look();
  const request = { targetId, hash, rev: state.rev, note: '', conversations: 'finish' };
  await edit(putStep('hello', { content: 'Hello' }));
  await expect(window.ask('publish.publish', request)).rejects.toMatchObject({ code: 'PUBLISH_CONFLICT' });
  const now = await look();
  const published = await window.ask('publish.publish', { ...request, hash: now.hash });
  expect(published.version.number).toBe(1);
  expect(await look()).toMatchObject({
    state: { live: { bundleHash: now.hash } },
    versions: [{ number: 1 }],
  });
});

test('what is live is talked with as a customer does', async () => {
  await connect();
  const options = [{ id: 'a', label: 'Tea', value: 'tea' }];
  await edit(
    putStep('ask', { content: 'Tea?', options }, 'choice'),
    putStep('fine', { content: 'Here you are.' }),
    putEdge('e', 'started', 'next', 'ask'),
    putEdge('f', 'ask', 'next', 'fine'),
  );
  const { hash, state } = await look();
  await window.ask('publish.publish', { targetId, hash, rev: state.rev, note: '', conversations: 'finish' });
  const begun = await window.ask('publish.talk', { targetId, conversationId: null, say: null });
  expect(begun.messages).toMatchObject([{ content: 'Tea?', options: [{ label: 'Tea' }] }]);
  const pick = { content: 'Tea', choice: { value: 'tea', messageId: begun.openChoiceId } };
  const picked = await window.ask('publish.talk', { targetId, conversationId: begun.id, say: pick });
  expect(picked.messages.map(({ content }) => content)).toEqual(['Tea?', 'Tea', 'Here you are.']);
});

test('a secret that the runtime lacks comes from the vault, or is typed', async () => {
  await connect();
  const pay = {
    id: 'pay',
    name: 'Pay',
    provider: 'custom',
    urlPatterns: ['https://pay.example.com/*'],
    secretPlacement: { in: 'header', name: 'Authorization', template: 'Bearer {{secret}}' },
  };
  const code = 'export default async function () { return {}; }';
  await edit(
    { collection: 'connectors', id: 'pay', value: pay },
    putStep('look', { code, connectors: ['pay'] }, 'code'),
    putEdge('e', 'started', 'next', 'look'),
  );
  const name = 'connector:pay';
  const secretIs = async () => (await look()).secrets.find((secret) => secret.name === name);
  const give = (secret: object) => window.ask('publish.saveSecret', { targetId, name, secret });
  expect(await secretIs()).toEqual({ name, state: 'absent', isKept: false });
  await window.ask('connectors.saveSecret', { id: 'pay', secret: 'sk_live_0123456789' });
  expect(await secretIs()).toEqual({ name, state: 'absent', isKept: true });
  await give({ from: 'vault' });
  expect(await secretIs()).toEqual({ name, state: 'there', isKept: true });
  await give({ from: 'typed', value: 'sk_live_typed_anew' });
  expect(heard()).not.toMatch(/sk_live/);

  // It is for no other server than the one it was entered for.
  const urlPatterns = ['https://other.example.com/*'];
  await edit({ collection: 'connectors', id: 'pay', value: { ...pay, urlPatterns } });
  expect(await secretIs()).toMatchObject({ state: 'elsewhere' });
  await give({ from: 'nowhere' });
  expect(await secretIs()).toMatchObject({ state: 'without' });
});

test('it is told what lies on one computer or in its network', async () => {
  await connect();
  const service = { kind: 'database', engine: 'sqlite', path: '/data/shop.db' };
  const shop = { id: 'shop', name: 'Shop', preset: 'custom', service };
  const code = 'export default async function () { return {}; }';
  const near = { id: 'near', name: 'Near', provider: 'custom', secretPlacement: { in: 'none' } };
  await edit(
    { collection: 'integrations', id: 'shop', value: shop },
    { collection: 'connectors', id: 'near', value: { ...near, urlPatterns: ['https://192.168.0.7/*'] } },
    putStep('ask', { integrationId: 'shop', sql: 'SELECT 1' }, 'database-query'),
    putStep('look', { code, connectors: ['near'] }, 'code'),
    putEdge('e', 'started', 'next', 'ask'),
    putEdge('f', 'ask', 'next', 'look'),
  );
  expect((await look()).localServices).toEqual([
    { id: 'near', name: 'Near', server: 'https://192.168.0.7' },
    { id: 'shop', name: 'Shop', server: 'sqlite:/data/shop.db' },
  ]);
});
