import { expect, test } from 'vitest';
import { documentOf, knowledgeDatabase } from './knowledge-database.testing.ts';
import { KnowledgeStore } from './knowledge-store.ts';

const refunds = documentOf('Refunds', 'Within 14 days.', '# Abroad', 'Within 30 days.', '# Gifts', 'Never.');
const parcels = documentOf('Parcels', 'They take two days.');

function newStore() {
  const database = knowledgeDatabase();
  return { store: new KnowledgeStore(database), database };
}

test('what is kept is found again by its hash, in its order, with where it stands', async () => {
  const { store } = newStore();
  const hash = await store.keep([refunds, parcels]);
  expect(store.has(hash)).toBe(true);
  expect(store.documents(hash).map(({ title }) => title)).toEqual(['Refunds', 'Parcels']);
  expect(store.statistics(hash)).toMatchObject({ documents: 2, passages: 4 });
  expect(store.passages(hash, 1, 2)).toMatchObject([
    { title: 'Refunds', headings: ['Abroad'], text: 'Within 30 days.' },
    { title: 'Refunds', headings: ['Gifts'], text: 'Never.' },
  ]);
});

test('what one store says another takes in under the same hashes and terms', async () => {
  const { store, database } = newStore();
  const hash = await store.keep([refunds, parcels, refunds]);
  const other = newStore();
  const documents = other.store.take(store.documents(hash).map((document) => store.said(document)));
  expect(other.store.keepContent(documents)).toBe(hash);
  expect(other.store.passages(hash)).toEqual(store.passages(hash));
  expect(other.store.keptDocument(documents[1]?.hash ?? '')).toMatchObject({ title: 'Parcels' });
  const terms = 'SELECT terms FROM knowledge_passage ORDER BY id';
  expect(other.database.prepare(terms).all()).toEqual(database.prepare(terms).all());
});

test('the same words are kept once, whoever says them and in whatever order', async () => {
  const { store, database } = newStore();
  const one = await store.keep([refunds, parcels]);
  const other = await store.keep([parcels, refunds]);
  expect(one).not.toBe(other);
  expect(await store.keep([refunds, parcels])).toBe(one);
  expect(database.prepare('SELECT count(*) FROM knowledge_passage').pluck().get()).toBe(4);
});

test('a passage is found by its id, with what stands around it', async () => {
  const { store } = newStore();
  const hash = await store.keep([refunds]);
  const id = store.passages(hash)[1]?.id ?? '';
  expect(store.passage(id)).toMatchObject({
    passage: { id, text: 'Within 30 days.' },
    before: 'Within 14 days.',
    after: 'Never.',
  });
  expect(['', 'x', `${id}0`, '0.0', "' OR 1"].map((wrong) => store.passage(wrong))).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});

test('what was interrupted is not seen, and is kept whole the next time', async () => {
  const { store } = newStore();
  const long = documentOf('Long', ...Array.from({ length: 500 }, (_, n) => `# Part ${n}\n`), '# End', 'End.');
  const many = documentOf(
    'Many',
    ...Array.from({ length: 500 }, (_, n) => [`# Part ${n}`, `Text ${n}.`]).flat(),
  );
  const abort = new AbortController();
  const keeping = store.keep([long, many], { signal: abort.signal, onDocument: () => abort.abort() });
  await expect(keeping).rejects.toThrow(/abort/u);
  expect(store.contentHashes()).toEqual([]);
  const hash = await store.keep([long, many]);
  expect(store.statistics(hash)).toMatchObject({ documents: 2, passages: 501 });
});

test('what is forgotten leaves nothing behind, and what another content has stays', async () => {
  const { store, database } = newStore();
  const both = await store.keep([refunds, parcels]);
  const one = await store.keep([parcels]);
  store.prune([both]);
  expect(store.contentHashes()).toEqual([one]);
  expect(database.prepare('SELECT count(*) FROM knowledge_passage').pluck().get()).toBe(1);
  expect(database.prepare("SELECT doc FROM knowledge_vocabulary WHERE term = 'two'").pluck().get()).toBe(1);
  store.prune([one]);
  expect(database.prepare('SELECT count(*) FROM knowledge_vocabulary').pluck().get()).toBe(0);
});
