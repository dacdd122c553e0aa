// Searching by meaning: vectors of a server that speaks the embeddings API, kept beside the passages and compared there.
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { knowledgeSourceSchema } from '#shared/model/entities/knowledge-source.ts';
import { type EmbeddingServer, startEmbeddingServer } from '#tests/helpers/embedding-server.ts';
import { temporaryFolder } from '#tests/helpers/project-folder.ts';
import { createEmbed } from '../model/embed-texts.ts';
import { embedPassages } from './embed-passages.ts';
import { documentOf } from './knowledge-database.testing.ts';
import { type KnowledgeFile, openKnowledgeFile } from './knowledge-file.ts';
import { KnowledgeSearcher } from './knowledge-searcher.ts';
import { searchSources } from './search-sources.ts';

const model = 'local/meaning-embed';
const refunds = documentOf('Refunds', 'You get a refund within 14 days.');
const parcels = documentOf('Parcels', 'A parcel takes two days.');
const others = Array.from({ length: 30 }, (_, n) =>
  documentOf(`Topic ${n}`, `Word${n} tells thing${n} and matter${n}.`),
);

let server: EmbeddingServer;
let file: KnowledgeFile;
let searcher: KnowledgeSearcher;

beforeEach(async () => {
  const started = await startEmbeddingServer();
  const opened = openKnowledgeFile(join(temporaryFolder(), 'knowledge'));
  const thread = new KnowledgeSearcher();
  [server, file, searcher] = [started, opened, thread];
  onTestFinished(async () => {
    await thread.close();
    opened[Symbol.dispose]();
    await started[Symbol.asyncDispose]();
  });
});

const embed = createEmbed({
  providerOf: (id) =>
    Promise.resolve({ id, kind: 'openai-compatible', baseUrl: server.url, apiKey: null, timeoutMs: 5000 }),
  limits: { timeoutMs: 5000, retryDelaysMs: [] },
});

async function keep(): Promise<string> {
  return file.store.keep([refunds, parcels, ...others]);
}

const makeVectors = (contentHash: string, signal = new AbortController().signal): Promise<void> =>
  embedPassages({ store: file.store.vectors, model, contentHashes: [contentHash], embed, signal });

const source = (contentHash: string): KnowledgeSource =>
  knowledgeSourceSchema.parse({ id: 'help', name: 'Help', kind: 'text', contentHash });

const search = (contentHash: string, query: string) =>
  searchSources(
    { sources: [source(contentHash)], path: file.path, searcher, meaning: { model, embed } },
    { query, tokenBudget: 2000, include: null, exclude: [] },
  );

test('a question in other words is found by what it means, with what words find', async () => {
  const hash = await keep();
  await makeVectors(hash);
  const byMeaning = await search(hash, 'Reimbursement of my money?');
  expect(byMeaning.results.map(({ title }) => title)).toEqual(['Refunds']);
  expect(byMeaning.explanation.byMeaning).toBe(1);
  const both = await search(hash, 'shipment thing7');
  expect(new Set(both.results.map(({ title }) => title))).toEqual(new Set(['Parcels', 'Topic 7']));
});

test('a question about something else finds nothing', async () => {
  const hash = await keep();
  await makeVectors(hash);
  const { results, explanation } = await search(hash, 'xylophone zebra quartz');
  expect(results).toEqual([]);
  expect(explanation).toMatchObject({ byMeaning: 0, nothingBecause: expect.any(String) });
});

test('passages of sources that are not searched are not found by meaning either', async () => {
  const hash = await keep();
  await makeVectors(hash);
  const rest = await file.store.keep([...others]);
  expect((await search(rest, 'Reimbursement?')).results).toEqual([]);
});

test('each passage is asked about once, also when the work was stopped in between', async () => {
  const hash = await keep();
  const stop = new AbortController();
  server.hold();
  const stopped = makeVectors(hash, stop.signal);
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
  server.goOn();
  await makeVectors(hash);
  await makeVectors(hash);
  expect(file.store.vectors.progress(model, [hash])).toEqual({ ready: 32, total: 32 });
  expect(server.asked.filter((text) => text.startsWith('Refunds'))).toHaveLength(1);
  const more = await file.store.keep([refunds, documentOf('New', 'Something new.')]);
  await makeVectors(more);
  expect(server.asked.at(-1)).toBe('New\nSomething new.');
  expect(server.asked).toHaveLength(33);
});

test('when the model cannot be asked, words alone are searched, and that is said', async () => {
  const hash = await keep();
  await makeVectors(hash);
  server.failWith(503);
  const { results, notice } = await search(hash, 'refund');
  expect(results.map(({ title }) => title)).toEqual(['Refunds']);
  expect(notice).toMatch(/^Searched by words alone\. “local” takes no more requests now/u);
});

test('vectors of another length than the query’s are not compared', async () => {
  const hash = await keep();
  const [passage] = file.store.vectors.missing(model, [hash], { after: 0, limit: 1 });
  if (passage !== undefined) file.store.vectors.keep(model, [passage], [[1, 2, 3]]);
  const { results, notice } = await search(hash, 'refund');
  expect({ titles: results.map(({ title }) => title), notice }).toEqual({
    titles: ['Refunds'],
    notice: undefined,
  });
});

test('of very many passages the closest are found', async () => {
  const many = Array.from({ length: 1500 }, (_, n) => `Filler${n} about stuff${n} with item${n}.`);
  const hash = await file.store.keep([
    documentOf('Many', ...many.flatMap((text, n) => [`# Part${n}`, text])),
    refunds,
  ]);
  await makeVectors(hash);
  expect((await search(hash, 'reimbursement')).results[0]?.title).toBe('Refunds');
});
