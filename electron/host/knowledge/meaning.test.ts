// Searching a project by meaning as a window does it: a model is chosen, reads what is there, and is asked with each search.
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { type EmbeddingServer, startEmbeddingServer } from '#tests/helpers/embedding-server.ts';
import { newProjectFile, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { connectWindow, type TestWindow } from '#tests/helpers/test-window.ts';
import { createHost } from '../dispatcher.ts';

const model = 'meaning/meaning-embed';
let server: EmbeddingServer;
let window: TestWindow;
let path: string;
let edits = 0;

beforeEach(async () => {
  vi.stubEnv('DIALOGRAM_HOME', temporaryFolder());
  const started = await startEmbeddingServer();
  server = started;
  path = newProjectFile();
  const host = createHost({ shell: 'browser' });
  onTestFinished(async () => {
    await host.close();
    await started[Symbol.asyncDispose]();
    vi.unstubAllEnvs();
  });
  window = connectWindow((send) => host.connect(send));
  await window.ask('project.open', { path });
  await window.ask('model-providers.save', {
    id: 'meaning',
    name: 'Meaning',
    kind: 'openai-compatible',
    baseUrl: server.url,
    timeoutSeconds: 5,
  });
});

async function edit(...patches: readonly object[]): Promise<void> {
  edits += 1;
  const { rev } = await window.ask('project.open', { path });
  await window.ask('project.edit', { editId: `m${edits}`, baseRev: rev, label: 'Change', patches });
}

async function importText(name: string, text: string): Promise<void> {
  const items = [{ from: 'text', name, text }];
  const { outcomes } = await window.ask('knowledge.import', { importId: 'i', items });
  const source = outcomes[0]?.source;
  await edit({ collection: 'knowledgeSources', id: source?.id, value: source });
}

async function chooseModel(embeddingModel: string | null): Promise<void> {
  const { document } = await window.ask('project.open', { path });
  const { workspace } = document;
  await edit({ collection: 'workspace', id: workspace.id, value: { ...workspace, embeddingModel } });
}

const status = (retries = false) => window.ask('knowledge.meaning', { retries });
const untilRead = (count: number) =>
  vi.waitFor(async () => {
    expect(await status()).toMatchObject({ ready: count, total: count, isWorking: false, error: null });
  });
const titles = async (query: string) =>
  (await window.ask('knowledge.search', { query })).results.map(({ title }) => title);

test('once a model is chosen it reads what is there, and what comes later, and finds other words', async () => {
  await importText('Refunds.txt', 'You get a refund within 14 days.');
  expect(await status()).toMatchObject({ model: null, isWorking: false });
  expect(await titles('automobile')).toEqual([]);
  await chooseModel(model);
  await untilRead(1);
  await importText('Cars.txt', 'Our vehicle is parked outside.');
  await untilRead(2);
  expect(await titles('automobile')).toContain('Cars');
  expect(window.frames).toContainEqual(
    expect.objectContaining({ type: 'notice', name: 'knowledge.meaning' }),
  );
});

test('a model that fails is told, words go on finding, and it goes on when it is told to', async () => {
  server.failWith(401);
  await importText('Refunds.txt', 'You get a refund within 14 days.');
  await chooseModel(model);
  await status();
  await vi.waitFor(async () => {
    expect(await status()).toMatchObject({
      ready: 0,
      isWorking: false,
      error: { code: 'MODEL_KEY_REFUSED' },
    });
  });
  expect(await titles('refund')).toEqual(['Refunds']);
  server.failWith(null);
  await status(true);
  await untilRead(1);
  server.failWith(401);
  const { results, notice } = await window.ask('knowledge.search', { query: 'refund' });
  expect({ found: results.length, notice }).toEqual({
    found: 1,
    notice: expect.stringContaining('refused the key'),
  });
});

test('a window that closes its project stops the work, and the next one goes on', async () => {
  await importText('Refunds.txt', 'You get a refund within 14 days.');
  server.hold();
  await chooseModel(model);
  expect(await status()).toMatchObject({ isWorking: true, ready: 0 });
  await window.ask('project.close', {});
  server.goOn();
  await window.ask('project.open', { path });
  await untilRead(1);
});

test('a project that is exported and imported says what it said, in a file of its own', async () => {
  await importText('Refunds.txt', 'You get a refund within 14 days.');
  const { bundle, leftOut } = await window.ask('project.export', {});
  expect(leftOut).toEqual([]);
  await window.ask('project.create', { name: 'Copy', from: { bundle } });
  expect((await window.ask('knowledge.list', {})).sources).toMatchObject([{ passages: 1, isMissing: false }]);
  expect(await titles('refund')).toEqual(['Refunds']);
});
