import { describe, expect, test } from 'vitest';
import type { CutDocument } from './knowledge-document.ts';
import { documentOf, knowledgeDatabase } from './knowledge-database.testing.ts';
import { KnowledgeStore } from './knowledge-store.ts';
import { PassageIndex } from './passage-index.ts';

/** An index of one source for each list of documents, `s1`, `s2` … */
async function indexOf(...sources: readonly (readonly CutDocument[])[]) {
  const database = knowledgeDatabase();
  const store = new KnowledgeStore(database);
  const searched: { readonly id: string; readonly name: string; readonly contentHash: string }[] = [];
  for (const [index, documents] of sources.entries()) {
    const id = `s${index + 1}`;
    searched.push({ id, name: `Source ${id}`, contentHash: await store.keep(documents) });
  }
  const index = new PassageIndex(database);
  const search = (query: string, options: { readonly tokenBudget?: number; readonly only?: string } = {}) =>
    index.search({
      query,
      tokenBudget: options.tokenBudget ?? 2000,
      limit: 10,
      explains: true,
      sources: searched.filter(({ id }) => options.only === undefined || id === options.only),
    });
  return { search, titles: (query: string) => search(query).results.map(({ title }) => title), store };
}

const shop = [
  documentOf(
    'Refunds',
    'You get your money back within 14 days.',
    '# Abroad',
    'From abroad it takes 30 days.',
  ),
  documentOf('Parcels', 'A parcel takes two days. You can follow it.'),
  documentOf('Opening hours', 'We are there from nine to five. You can call us.'),
  documentOf('Accounts', 'You can close your account. All your data is deleted then.'),
];

describe('finding', () => {
  test('the passage that answers is found, with its place and the words that were looked for', async () => {
    const { search } = await indexOf(shop);
    const [first] = search('How long does a refund take from abroad?').results;
    expect(first).toMatchObject({
      title: 'Refunds',
      headings: ['Abroad'],
      sourceId: 's1',
      sourceName: 'Source s1',
    });
    expect(first?.highlights.map(([start, end]) => first.text.slice(start, end))).toEqual([
      'abroad',
      'takes',
    ]);
  });

  test('words that say nothing decide nothing, unless there are no others', async () => {
    const { titles, search } = await indexOf(shop);
    expect(titles('Can you please tell me what I can do about the parcel?')).toEqual(['Parcels']);
    expect(search('can you').explanation.terms.map(({ term }) => term)).toEqual(['can', 'you']);
  });

  test('a title says more than a text, and words that stand together more than words apart', async () => {
    const { titles } = await indexOf([
      documentOf('Other', 'A gift is what somebody may like. Or else a card, with words.'),
      documentOf('One', 'Buy a gift card here, it is easy and quick and fun.'),
      documentOf('Gift card', 'Here it is.'),
    ]);
    expect(titles('gift card')).toEqual(['Gift card', 'One', 'Other']);
  });

  test('misspelt words are understood', async () => {
    const { titles } = await indexOf(shop);
    expect(titles('refnud')).toEqual(['Refunds', 'Refunds']);
    expect(titles('acount deletd')[0]).toBe('Accounts');
  });

  test('German compounds are found by their parts, and parts by the compound', async () => {
    const { titles } = await indexOf([
      documentOf('A', 'Die Rückerstattungsrichtlinie gilt für alle.'),
      documentOf('B', 'Der Versand kostet fünf Euro. Die Kosten trägt der Kunde.'),
      documentOf('C', 'Wir öffnen um neun.'),
    ]);
    expect(titles('Welche Richtlinie gibt es zur Rückerstattung?')).toEqual(['A']);
    expect(titles('Versandkosten')).toEqual(['B']);
    expect(titles('Rückerstattungsrichtlinien')).toEqual(['A']);
  });

  test('Chinese, Japanese and Thai find something', async () => {
    const { titles } = await indexOf([
      documentOf('zh', '您可以在14天内申请退款。'),
      documentOf('ja', '返品は30日以内に承ります。'),
      documentOf('th', 'คุณสามารถขอคืนเงินได้ภายใน 14 วัน'),
      documentOf('zh2', '我们的营业时间是九点到五点。'),
    ]);
    expect(titles('怎么退款？')).toEqual(['zh']);
    expect(titles('返品したい')).toEqual(['ja']);
    expect(titles('คืนเงิน')).toEqual(['th']);
    expect(titles('营业时间')).toEqual(['zh2']);
  });
});

describe('what is searched', () => {
  test('only the sources that are given, however many others match', async () => {
    const many = Array.from({ length: 400 }, (_, n) => documentOf(`Refund ${n}`, `Refund number ${n}.`));
    const { search } = await indexOf(many, shop);
    const { results } = search('refund', { only: 's2' });
    expect(results.length).toBeGreaterThan(0);
    expect(new Set(results.map(({ sourceId }) => sourceId))).toEqual(new Set(['s2']));
    expect(search('refund', { only: 'none' }).explanation.nothingBecause).toMatch(/No source is searched/u);
  });

  test('results keep to the budget of tokens, and the best one always comes', async () => {
    const { search } = await indexOf([
      documentOf(
        'Long',
        `Parcel. ${'Words and words. '.repeat(40)}`,
        `# More`,
        `Parcel. ${'More of it. '.repeat(60)}`,
      ),
      documentOf('Parcel', 'A parcel.'),
    ]);
    const all = search('parcel');
    expect(all.results).toHaveLength(3);
    const some = search('parcel', { tokenBudget: 10 });
    expect(some.results.map(({ title }) => title)).toEqual(['Parcel']);
    expect(some.explanation.overBudget).toBe(2);
    expect(search('parcel', { tokenBudget: 1 }).results).toHaveLength(1);
  });

  test('the same words are told once', async () => {
    const { titles } = await indexOf(
      [documentOf('A', 'Refunds.')],
      [documentOf('A', 'Refunds.'), documentOf('B', 'Refunds.')],
    );
    expect(titles('refunds')).toHaveLength(1);
  });

  test('what is added while it is open is found', async () => {
    const { search, store } = await indexOf(shop);
    expect(search('warranty').results).toEqual([]);
    const contentHash = await store.keep([documentOf('Warranty', 'Two years.')]);
    const database = search('refund');
    expect(database.results.length).toBeGreaterThan(0);
    expect(contentHash).toMatch(/^[0-9a-f]{64}$/u);
  });
});

test('words are explained as the query and the passages write them', async () => {
  const { search } = await indexOf([documentOf('Deliveries', 'They arrive quickly.')]);
  expect(search('Arives a delivrey?').explanation.terms).toMatchObject([
    { term: 'Arives', standsFor: ['arrive'] },
    { term: 'delivrey', standsFor: ['Deliveries'] },
  ]);
});

test('of very many passages a query of common words finds those in which they meet, and rare words whatever stands with them', async () => {
  const common = Array.from({ length: 4500 }, (_, n) => `red item${n}`);
  const other = Array.from({ length: 4500 }, (_, n) => `blue thing${n}`);
  const documents = [...common, ...other, 'red meets blue', 'one rare word'].map((text, n) =>
    documentOf(`Page${n}`, text),
  );
  const { search } = await indexOf(documents);
  expect(search('red blue').results[0]?.text).toBe('red meets blue');
  expect(search('rare red').results[0]?.text).toBe('one rare word');
});

describe('when nothing is found, the reason is told', () => {
  test.each<[string, RegExp]>([
    ['xylophone', /“xylophone”/u],
    ['?!', /no words/u],
    ['', /no words/u],
  ])('%s', async (query, reason) => {
    const { search } = await indexOf(shop);
    expect(search(query)).toMatchObject({
      results: [],
      explanation: { nothingBecause: expect.stringMatching(reason), passages: 5 },
    });
  });

  test('whatever a query is made of, it is only text', async () => {
    const { search } = await indexOf(shop);
    for (const query of [
      '"',
      'a" OR "b',
      'NEAR(a b)',
      'title:refund*',
      "'; DROP TABLE x; --",
      '\0',
      '('.repeat(1000),
    ]) {
      expect(() => search(query)).not.toThrow();
    }
  });
});
