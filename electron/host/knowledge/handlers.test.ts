// Importing, searching and changing knowledge as a window does it, through the host.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ImportItem, ImportOutcome } from '#shared/ipc/knowledge.ts';
import { newProjectFile, temporaryFolder } from '#tests/helpers/project-folder.ts';
import { pdfFile } from '#tests/helpers/document-files.ts';
import { connectWindow, type TestWindow } from '#tests/helpers/test-window.ts';
import { createHost } from '../dispatcher.ts';

let window: TestWindow;
let path: string;

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

const text = (name: string, words: string): ImportItem => ({ from: 'text', name, text: words });
const importAll = async (items: readonly ImportItem[]) =>
  (await window.ask('knowledge.import', { importId: 'i', items })).outcomes;

let edits = 0;

/** Puts what was imported into the project, as the screen does. */
async function put(...sources: readonly ImportOutcome['source'][]): Promise<void> {
  edits += 1;
  const { rev } = await window.ask('project.open', { path });
  const patches = sources.flatMap((value) =>
    value === null ? [] : [{ collection: 'knowledgeSources', id: value.id, value }],
  );
  await window.ask('project.edit', { editId: `k${edits}`, baseRev: rev, label: 'Import', patches });
}

const search = (query: string) => window.ask('knowledge.search', { query });
const stage = async (name: string, content: string | Uint8Array): Promise<ImportItem> => ({
  from: 'file',
  fileId: (await window.ask('knowledge.stage', { name, base64: Buffer.from(content).toString('base64') }))
    .fileId,
});

test('a folder of files is imported, the damaged one is named, and what they say is found with its place', async () => {
  const outcomes = await importAll([
    await stage('help/refunds.md', '# Refunds\n\nWithin 14 days.\n\n## Abroad\n\nWithin 30 days.'),
    await stage('help/broken.pdf', '%PDF-1.4 broken'),
    await stage('help/terms.pdf', pdfFile([[{ text: 'Parcels take two days.' }]])),
  ]);
  expect(outcomes).toMatchObject([
    { name: 'refunds.md', status: 'added', source: { kind: 'markdown', origin: 'help/refunds.md' } },
    { name: 'help/broken.pdf', status: 'failed', source: null, error: { code: 'KNOWLEDGE_FILE_DAMAGED' } },
    { name: 'terms.pdf', status: 'added', source: { kind: 'pdf' } },
  ]);
  expect((await search('refund from abroad')).explanation.nothingBecause).toMatch(/No source/u);
  await put(...outcomes.map(({ source }) => source));
  const found = await search('How long does a refund from abroad take?');
  expect(found.results[0]).toMatchObject({
    sourceName: 'refunds.md',
    headings: ['Abroad'],
    text: 'Within 30 days.',
  });
  expect((await search('parcels')).results[0]).toMatchObject({ sourceName: 'terms.pdf', page: 1 });
  const told = window.frames.filter(
    (frame) => frame.type === 'notice' && frame.name === 'knowledge.progress',
  );
  expect(told.length).toBeGreaterThan(1);

  const passageId = found.results[0]?.id ?? '';
  expect(await window.ask('knowledge.passage', { passageId })).toMatchObject({
    passage: { text: 'Within 30 days.', sourceName: 'refunds.md' },
    before: 'Within 14 days.',
  });
  const { sources } = await window.ask('knowledge.list', {});
  expect(sources).toMatchObject([{ passages: 2, isMissing: false }, { passages: 1 }]);
  expect(
    await window.ask('knowledge.passages', { sourceId: sources[0]?.sourceId, offset: 1, limit: 5 }),
  ).toMatchObject({ total: 2, passages: [{ text: 'Within 30 days.' }] });
});

test('importing the same file again shows what changed, and the answer follows once it is put', async () => {
  const [first] = await importAll([
    text('a.md', '# Shop\n\n## Refunds\n\nIn 14 days.\n\n## Old\n\nGone soon.'),
  ]);
  await put(first?.source ?? null);
  const [again] = await importAll([text('a.md', '# Shop\n\n## Refunds\n\nIn 60 days.\n\n## New\n\nHello.')]);
  expect(again).toMatchObject({
    status: 'changed',
    source: { id: first?.source?.id },
    difference: {
      added: ['New'],
      changed: ['Refunds'],
      removed: ['Old'],
      counts: { unchanged: 0 },
      passages: { added: 2, removed: 2 },
    },
  });
  expect((await search('refunds')).results[0]?.text).toBe('In 14 days.');
  await put(again?.source ?? null);
  expect((await search('refunds')).results[0]?.text).toBe('In 60 days.');
  expect(
    await importAll([text('a.md', '# Shop\n\n## Refunds\n\nIn 60 days.\n\n## New\n\nHello.')]),
  ).toMatchObject([{ status: 'unchanged' }]);
});

test('a file on its own changes the source of the one file in folders that has its name', async () => {
  const [inFolder] = await importAll([await stage('help/refunds.md', 'In 14 days.')]);
  await put(inFolder?.source ?? null);
  const [alone] = await importAll([await stage('refunds.md', 'In 60 days.')]);
  expect(alone).toMatchObject({
    status: 'changed',
    source: { id: inFolder?.source?.id, origin: 'help/refunds.md' },
  });
  const [other] = await importAll([await stage('shop/refunds.md', 'Never.')]);
  expect(other?.status).toBe('added');
  await put(other?.source ?? null);
  expect((await importAll([await stage('refunds.md', 'Perhaps.')]))[0]?.status).toBe('added');
});

test('a source that is switched off is not searched', async () => {
  const [outcome] = await importAll([text('a.txt', 'Refunds take long.')]);
  const source = outcome?.source ?? null;
  await put(source === null ? null : { ...source, isEnabled: false });
  expect((await search('refunds')).results).toEqual([]);
});

test('an import that is cancelled imports nothing', async () => {
  const id = window.send('knowledge.import', { importId: 'c', items: [text('a.txt', 'Refunds.')] });
  window.connection.receive({ type: 'cancel', id });
  expect(await window.answerTo(id)).toMatchObject({ type: 'failure', error: { code: 'CANCELLED' } });
  expect((await importAll([text('b.txt', 'Later.')]))[0]?.status).toBe('added');
});

test('questions are added, changed, removed and written as CSV that can be imported', async () => {
  const change = (sourceId: string | null, given: object) =>
    window.ask('knowledge.changeQuestions', { sourceId, put: [], remove: [], ...given });
  const long = 'A long answer. '.repeat(300).trim();
  const made = await change(null, {
    name: 'Answers',
    put: [
      { id: null, question: 'When do you open?', answer: 'At nine.' },
      { id: null, question: 'Where are you?', answer: long },
    ],
  });
  await put(made.source);
  expect((await search('when are you open')).results[0]).toMatchObject({
    title: 'When do you open?',
    text: 'At nine.',
  });
  const [open, where] = made.questions;
  const changed = await change(made.source.id, {
    put: [{ id: open?.id, question: 'When do you open?', answer: 'At "ten", really.' }],
  });
  expect(changed.questions).toMatchObject([{ answer: 'At "ten", really.' }, { id: where?.id, answer: long }]);
  await put(changed.source);
  const { csv } = await window.ask('knowledge.exportQuestions', { sourceId: made.source.id });
  const [copy] = await importAll([await stage('copy.csv', csv)]);
  expect(copy?.source).toMatchObject({ kind: 'questions', contentHash: changed.source.contentHash });
  const fewer = await change(made.source.id, { remove: [where?.id] });
  expect(fewer.questions).toMatchObject([{ question: 'When do you open?' }]);
  expect((await window.ask('knowledge.questions', { sourceId: made.source.id })).questions).toHaveLength(2);
});

test('the file is one file again once its project is closed, although it was searched', async () => {
  const [outcome] = await importAll([text('a.txt', 'Refunds take long.')]);
  await put(outcome?.source ?? null);
  await search('refunds');
  await window.ask('project.close', {});
  expect(existsSync(`${path}-wal`)).toBe(false);
});

describe('web pages', () => {
  const filler = 'We send everything by mail. '.repeat(10);
  const pages: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/robots.txt': ['text/plain', 'User-agent: *\nDisallow: /secret'],
    '/sitemap.xml': [
      'application/xml',
      '<sitemapindex><sitemap><loc>BASE/deep.xml</loc></sitemap></sitemapindex>',
    ],
    '/deep.xml': [
      'application/xml',
      '<urlset><url><loc>BASE/refunds</loc></url><url><loc>BASE/secret</loc></url><url><loc>BASE/gone</loc></url><url><loc>https://other.example/x</loc></url></urlset>',
    ],
    '/refunds': [
      'text/html',
      `<title>x</title><main><h1>Refunds</h1><p>${filler}</p><h2 id="abroad">Abroad</h2><p>In 30 days.</p></main>`,
    ],
    '/secret': ['text/html', 'Secret.'],
    '/picture': ['image/png', 'x'],
  };

  async function site(): Promise<string> {
    const server = createServer((request, response) => {
      const page = pages[request.url ?? ''];
      if (page === undefined) response.writeHead(404).end();
      else {
        const base = `http://${request.headers.host ?? ''}`;
        response.writeHead(200, { 'content-type': page[0] }).end(page[1].replaceAll('BASE', base));
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const { port }: Pick<AddressInfo, 'port'> =
      typeof address === 'object' && address !== null ? address : { port: 0 };
    return `http://127.0.0.1:${port}`;
  }

  test('private addresses are refused', async () => {
    const [outcome] = await importAll([{ from: 'web-page', url: `${await site()}/refunds` }]);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'KNOWLEDGE_PAGE_UNREACHABLE' } });
  });

  test('a page and a site are read, but for what robots.txt forbids, what is gone, and what is elsewhere', async () => {
    await window.ask('preferences.change', { allowsLocalAddresses: true });
    const base = await site();
    const outcomes = await importAll([
      { from: 'web-page', url: `${base}/refunds` },
      { from: 'website', url: base, maxPages: 10 },
      { from: 'web-page', url: `${base}/secret` },
      { from: 'web-page', url: `${base}/picture` },
    ]);
    expect(outcomes).toMatchObject([
      { status: 'added', name: 'Refunds', source: { kind: 'web-page', origin: `${base}/refunds` } },
      { status: 'added', source: { kind: 'website', origin: base } },
      { status: 'failed', error: { code: 'KNOWLEDGE_PAGE_FORBIDDEN' } },
      {
        status: 'failed',
        error: { code: 'KNOWLEDGE_PAGE_UNREACHABLE', message: expect.stringContaining('image/png') },
      },
    ]);
    expect(outcomes[1]?.notes).toMatchObject([
      '1 pages of other sites were left out.',
      expect.stringContaining('robots.txt'),
      expect.stringContaining('404'),
    ]);
    await put(outcomes[0]?.source ?? null);
    expect((await search('refunds from abroad')).results[0]).toMatchObject({
      url: `${base}/refunds`,
      anchor: 'abroad',
      headings: ['Abroad'],
    });
    const again = await window.ask('knowledge.reimport', {
      importId: 'r',
      sourceId: outcomes[0]?.source?.id,
      item: null,
    });
    expect(again).toMatchObject({ status: 'unchanged', difference: { counts: { changed: 0 } } });
  });
});
