// How well and how fast knowledge is found: questions that customers might ask about real pages of documentation, against plain
// BM25 on the same passages; how fast files are read and kept; how long a query takes on 1,000, 10,000 and 100,000 passages.
// `node bench/knowledge.ts` prints tables; `--quality` only the first, `--misses` also what was not found.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { DocumentReader } from '#host/knowledge/document-reader.ts';
import { cutDocument } from '#shared/drivers/knowledge/cut-passages.ts';
import type { CutDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { knowledgeTables } from '#shared/drivers/knowledge/knowledge-tables.ts';
import { PassageIndex } from '#shared/drivers/knowledge/passage-index.ts';
import type { SearchedSource } from '#shared/drivers/knowledge/search-types.ts';

const folder = join(import.meta.dirname, 'knowledge');
const pages = join(folder, 'docs');
const work = mkdtempSync(join(tmpdir(), 'dialogram-bench-'));
const shown = 10;

/** Answered by the passages of `page` under a heading that begins with `answer`, or that have it in their text. */
interface Question {
  readonly page: string;
  readonly question: string;
  readonly answer: string;
}

interface Hit {
  readonly title: string;
  readonly headings: readonly string[];
  readonly text: string;
}

function isAnswer({ page, answer }: Question, { title, headings, text }: Hit): boolean {
  const said = text.replaceAll(/\s+/gu, ' ');
  return title === page && (headings.at(-1)?.startsWith(answer) === true || said.includes(answer));
}

/** Weights are chosen by one half of the questions; the other half tells how good they are. */
const isForTuning = ({ page, question }: Question): boolean =>
  (createHash('sha256').update(`${page} ${question}`).digest()[0] ?? 0) % 2 === 0;

const questions: readonly Question[] = readFileSync(join(folder, 'questions.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [page = '', question = '', answer = ''] = line.split('\t');
    return { page, question, answer };
  });

function openDatabase(name: string): Database.Database {
  const database = new Database(join(work, name));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(knowledgeTables);
  return database;
}

async function readPages(): Promise<readonly CutDocument[]> {
  using reader = new DocumentReader();
  const documents: CutDocument[] = [];
  for (const file of readdirSync(pages).toSorted()) {
    const { documents: read } = await reader.read({
      name: file,
      bytes: readFileSync(join(pages, file)),
      url: null,
    });
    // Pages are told apart by the name of their file.
    documents.push(...read.map((document) => ({ ...document, title: file.replace('.markdown', '') })));
  }
  return documents;
}

/** Looks in all pages, or in one of them. */
type Find = (query: string, page?: string) => readonly Hit[];

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, head.map(() => '---'), ...rows];
  console.log(lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n'));
  console.log();
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;

interface Rated {
  readonly name: string;
  readonly find: Find;
  readonly isOwnPage: boolean;
  readonly half: 'tuning' | 'held out';
}

function rate({ name, find, isOwnPage, half }: Rated): readonly (string | number)[] {
  const asked = questions.filter((question) => isForTuning(question) === (half === 'tuning'));
  const ranks = asked.map((question) => {
    const hits = isOwnPage ? find(question.question, question.page) : find(question.question);
    return hits.findIndex((hit) => isAnswer(question, hit));
  });
  const within = (most: number): string =>
    share(ranks.filter((rank) => rank !== -1 && rank < most).length, ranks.length);
  const reciprocal = ranks.reduce((sum, rank) => sum + (rank === -1 ? 0 : 1 / (rank + 1)), 0) / ranks.length;
  if (process.argv.includes('--misses') && name === 'ours' && !isOwnPage) {
    for (const [index, rank] of ranks.entries()) {
      const { page, question } = asked[index] ?? { page: '', question: '' };
      if (rank !== 0)
        console.log(`${rank + 1}\t${page}\t${question}\t${find(question)[0]?.headings.at(-1) ?? ''}`);
    }
  }
  return [
    name,
    half,
    isOwnPage ? 'its own page' : 'all pages',
    within(1),
    within(3),
    within(5),
    reciprocal.toFixed(3),
  ];
}

const plainRow = z.object({ title: z.string(), headings: z.string(), body: z.string() });

/** FTS5 as it comes: every word of the question, joined by OR, in the order of bm25. */
function plainSearch(documents: readonly CutDocument[]): Find {
  const database = new Database(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE plain USING fts5 (title, headings, body, tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const insert = database.prepare('INSERT INTO plain VALUES (?, ?, ?)');
  for (const { title, passages } of documents) {
    for (const { headings, text } of passages) insert.run(title, headings.join('\n'), text);
  }
  const select = database.prepare(
    'SELECT title, headings, body FROM plain WHERE plain MATCH ? AND (? IS NULL OR title = ?) ORDER BY rank LIMIT ?',
  );
  return (query, page) => {
    const words = query.match(/[\p{L}\p{N}]+/gu) ?? [];
    const rows = z
      .array(plainRow)
      .parse(select.all(words.map((word) => `"${word}"`).join(' OR '), page ?? null, page ?? null, shown));
    return rows.map(({ title, headings, body }) => ({ title, headings: headings.split('\n'), text: body }));
  };
}

async function measureQuality(documents: readonly CutDocument[]): Promise<void> {
  const hits = documents.flatMap(({ title, passages }) => passages.map((passage) => ({ ...passage, title })));
  const unanswered = questions.filter((question) => !hits.some((hit) => isAnswer(question, hit)));
  for (const { page, answer } of unanswered) console.error(`No passage of ${page} is "${answer}".`);
  if (unanswered.length > 0) throw new Error(`${unanswered.length} questions have no answer in the pages.`);
  const database = openDatabase('quality');
  const store = new KnowledgeStore(database);
  const sources: SearchedSource[] = [];
  for (const document of documents) {
    sources.push({ id: document.title, name: document.title, contentHash: await store.keep([document]) });
  }
  const index = new PassageIndex(database);
  const ours: Find = (query, page) =>
    index.search({
      query,
      tokenBudget: 1_000_000,
      limit: shown,
      sources: sources.filter(({ id }) => page === undefined || id === page),
    }).results;
  const plain = plainSearch(documents);
  console.log(`${questions.length} questions, ${hits.length} passages of ${documents.length} pages\n`);
  table(
    ['search', 'questions', 'in', 'hit at 1', 'hit at 3', 'hit at 5', 'MRR'],
    [false, true].flatMap((isOwnPage) =>
      (['tuning', 'held out'] as const).flatMap((half) => [
        rate({ name: 'plain BM25', find: plain, isOwnPage, half }),
        rate({ name: 'ours', find: ours, isOwnPage, half }),
      ]),
    ),
  );
  database.close();
}

/** Always the same numbers between 0 and 1. */
function* dice(): Generator<number, never> {
  let state = 42;
  for (;;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** As many passages as are wanted, of about 700 letters, from the sentences of real pages in any order. */
function manyPassages(documents: readonly CutDocument[], count: number): readonly CutDocument[] {
  const random = dice();
  const sentences = documents.flatMap(({ passages }) =>
    passages.flatMap(({ text }) => text.split(/(?<=\.)\s+|\n+/u)),
  );
  const pick = (): string => sentences[Math.floor(random.next().value * sentences.length)] ?? '';
  const made: CutDocument[] = [];
  for (let passages = 0; passages < count;) {
    const blocks = Array.from({ length: 50 }, (_, number) => {
      let text = '';
      while (text.length < 700) text += `${pick()} `;
      return [
        {
          kind: 'heading' as const,
          level: 2,
          text: `${pick().slice(0, 60)} ${passages + number}`,
          anchor: null,
        },
        { kind: 'text' as const, text: text.slice(0, 1300), page: null },
      ];
    });
    const document = cutDocument({ title: `Page ${made.length}`, url: null, blocks: blocks.flat() });
    made.push(document);
    passages += document.passages.length;
  }
  return made;
}

const percentile = (times: readonly number[], part: number): string =>
  `${(times.toSorted((one, other) => one - other)[Math.floor((times.length - 1) * part)] ?? 0).toFixed(1)} ms`;

/** In time of the processor, so that whatever else the computer does counts little. */
async function measureQueries(documents: readonly CutDocument[]): Promise<void> {
  const rows: (readonly string[])[] = [];
  for (const count of [1000, 10_000, 100_000]) {
    const name = `speed-${count}`;
    const database = openDatabase(name);
    const startedAt = performance.now();
    const contentHash = await new KnowledgeStore(database).keep(manyPassages(documents, count));
    const kept = (performance.now() - startedAt) / 1000;
    const sources = [{ id: 's', name: 'Docs', contentHash }];
    const index = new PassageIndex(database);
    const ask = (query: string): number => {
      const before = process.threadCpuUsage();
      index.search({ query, tokenBudget: 2000, limit: 20, sources });
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    };
    const first = ask('warm up the index, please');
    for (const { question } of questions.slice(0, 20)) ask(question);
    const times = questions.map(({ question }) => ask(question));
    rows.push([
      count.toLocaleString('en'),
      percentile(times, 0.5),
      percentile(times, 0.99),
      `${first.toFixed(0)} ms`,
      `${kept.toFixed(1)} s`,
    ]);
    database.close();
  }
  table(['passages', 'p50', 'p99', 'first query', 'made and kept in'], rows);
}

async function measureImport(): Promise<void> {
  const rows: (readonly string[])[] = [];
  const texts = readdirSync(pages).map((file) => readFileSync(join(pages, file), 'utf8'));
  const all = Array.from({ length: 12 }, (_, part) => `# Part ${part}\n\n${texts.join('\n\n')}`).join('\n\n');
  using reader = new DocumentReader();
  await reader.read({ name: 'warm-up.md', bytes: Buffer.from('Hello.'), url: null });
  for (const ending of ['md', 'txt']) {
    const bytes = Buffer.from(all);
    const database = openDatabase(`import-${ending}`);
    const startedAt = performance.now();
    const { documents } = await reader.read({ name: `all.${ending}`, bytes, url: null });
    const readAt = performance.now();
    await new KnowledgeStore(database).keep(documents);
    const keptAt = performance.now();
    const speed = (from: number, until: number): string =>
      `${(bytes.length / 1_048_576 / ((until - from) / 1000)).toFixed(1)} MB/s`;
    rows.push([ending, speed(startedAt, readAt), speed(readAt, keptAt), speed(startedAt, keptAt)]);
    database.close();
  }
  table(['format', 'read and cut', 'kept and indexed', 'together'], rows);
}

try {
  const documents = await readPages();
  await measureQuality(documents);
  if (!process.argv.includes('--quality') && !process.argv.includes('--misses')) {
    await measureQueries(documents);
    await measureImport();
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
