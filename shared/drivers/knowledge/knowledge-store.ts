// What sources say, kept in the tables of `knowledge-tables.ts`: contents (lists of documents), documents, passages, and the
// index that searches use.
// Invariants: contents and documents are named by their hash and never change; many writes are cut into short transactions,
// so that whoever else writes the file never waits long.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { KnowledgeDocument } from '#shared/model/knowledge-content.ts';
import { withTerms } from './cut-passages.ts';
import type { CutDocument, CutPassage } from './knowledge-document.ts';
import { VectorStore } from './vector-store.ts';

/** Passages written at once: about 10 ms. */
const batch = 200;

const documentRow = z.object({
  id: z.int(),
  hash: z.string(),
  title: z.string(),
  url: z.string().nullable(),
});
const passageRow = z.object({
  place: z.int(),
  headings: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  page: z.int().nullable(),
  anchor: z.string().nullable(),
  text: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  document_hash: z.string(),
});
const statisticsRow = z.object({ documents: z.int(), passages: z.int(), characters: z.int() });
const optionalId = z.int().optional();

export type KeptDocument = Readonly<z.infer<typeof documentRow>>;
export type ContentStatistics = Readonly<z.infer<typeof statisticsRow>>;

/** A passage as it is kept, without the source that has it. */
export interface KeptPassage {
  readonly id: string;
  readonly documentHash: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly page: number | null;
  readonly anchor: string | null;
  readonly url: string | null;
  readonly text: string;
}

const shortHash = 24;

export const passageId = (documentHash: string, place: number): string =>
  `${documentHash.slice(0, shortHash)}.${place}`;

export interface KeepOptions {
  readonly signal?: AbortSignal;
  readonly onDocument?: (done: number) => void;
}

export class KnowledgeStore {
  /** What its passages mean to models. */
  readonly vectors: VectorStore;
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
    this.vectors = new VectorStore(database);
  }

  /** Keeps documents in their order and returns the hash of the whole. Rejects with the signal's reason. */
  async keep(documents: readonly CutDocument[], options: KeepOptions = {}): Promise<string> {
    return this.keepContent(await this.keepDocuments(documents, options));
  }

  /** Keeps documents, which are forgotten again unless a content comes to have them. */
  async keepDocuments(
    documents: readonly CutDocument[],
    { signal, onDocument }: KeepOptions = {},
  ): Promise<readonly KeptDocument[]> {
    const writing = this.#write(documents);
    for (let isDone = false; !isDone; await setImmediate()) {
      signal?.throwIfAborted();
      const { done, written } = this.#transaction(() => writeSome(writing));
      isDone = done;
      onDocument?.(written);
    }
    return this.#kept(documents);
  }

  /** Takes in documents from elsewhere, in one transaction; their hashes come from what they say. */
  take(documents: readonly KnowledgeDocument[]): readonly KeptDocument[] {
    return this.#transaction(() => {
      const cut = documents.map(withTerms);
      const writing = this.#write(cut);
      while (writing.next().done !== true);
      return this.#kept(cut);
    });
  }

  /** Makes documents that are kept already one content. */
  keepContent(documents: readonly KeptDocument[]): string {
    const hash = sha256(documents.map((document) => document.hash).join('\n'));
    this.#transaction(() => {
      if (this.has(hash)) return;
      const { lastInsertRowid } = this.#prepare('INSERT INTO knowledge_content (hash) VALUES (?)').run(hash);
      const insert = this.#prepare('INSERT INTO knowledge_content_document VALUES (?, ?, ?)');
      for (const [place, { id }] of documents.entries()) insert.run(lastInsertRowid, place, id);
    });
    return hash;
  }

  has(contentHash: string): boolean {
    return this.#contentId(contentHash) !== undefined;
  }

  documents(contentHash: string): readonly KeptDocument[] {
    const select = `SELECT document.id, hash, title, url FROM knowledge_content_document AS part
      JOIN knowledge_document AS document ON document.id = part.document_id WHERE content_id = ? ORDER BY part.place`;
    const id = this.#contentId(contentHash);
    return id === undefined ? [] : z.array(documentRow).parse(this.#prepare(select).all(id));
  }

  /** By its hash; undefined when it is not kept. */
  keptDocument(hash: string): KeptDocument | undefined {
    const select = 'SELECT id, hash, title, url FROM knowledge_document WHERE hash = ? AND is_complete = 1';
    return documentRow.optional().parse(this.#prepare(select).get(hash));
  }

  /** What a document says, for elsewhere. */
  said({ id, title, url }: KeptDocument): KnowledgeDocument {
    const select = `${selectPassage} WHERE document_id = ? ORDER BY passage.place`;
    const passages = parsePassages(this.#prepare(select).all(id));
    return {
      title,
      url,
      passages: passages.map(({ headings, page, anchor, text }) => ({
        headings: [...headings],
        page,
        anchor,
        text,
      })),
    };
  }

  statistics(contentHash: string): ContentStatistics | undefined {
    const id = this.#contentId(contentHash);
    if (id === undefined) return undefined;
    const select = `SELECT count(*) AS documents, coalesce(sum(characters), 0) AS characters,
        coalesce(sum((SELECT count(*) FROM knowledge_passage WHERE document_id = document.id)), 0) AS passages
      FROM knowledge_content_document AS part JOIN knowledge_document AS document ON document.id = part.document_id
      WHERE content_id = ?`;
    return statisticsRow.parse(this.#prepare(select).get(id));
  }

  /** The passages of a content in their order. */
  passages(contentHash: string, offset = 0, limit = -1): readonly KeptPassage[] {
    const select = `${selectPassage} JOIN knowledge_content_document AS part ON part.document_id = document.id
      WHERE content_id = ? ORDER BY part.place, passage.place LIMIT ? OFFSET ?`;
    const id = this.#contentId(contentHash);
    return id === undefined ? [] : parsePassages(this.#prepare(select).all(id, limit, offset));
  }

  /** By id, with the texts before and after it in its document. */
  passage(
    id: string,
  ):
    | { readonly passage: KeptPassage; readonly before: string | null; readonly after: string | null }
    | undefined {
    const [prefix = '', placeText = ''] = id.split('.');
    const place = Number(placeText);
    if (!/^[0-9a-f]{24}$/.test(prefix) || !Number.isInteger(place)) return undefined;
    const select = `${selectPassage} WHERE document.hash >= ? AND document.hash < ? AND is_complete = 1
      AND passage.place BETWEEN ? AND ? ORDER BY passage.place`;
    const rows = z
      .array(passageRow)
      .parse(this.#prepare(select).all(prefix, `${prefix}g`, place - 1, place + 1));
    const row = rows.find((each) => each.place === place);
    if (row === undefined) return undefined;
    const textAt = (at: number): string | null => rows.find((each) => each.place === at)?.text ?? null;
    return { passage: passageOf(row), before: textAt(place - 1), after: textAt(place + 1) };
  }

  /** Contents of which a document with this hash is part. */
  contentsOf(documentHash: string): readonly string[] {
    const select = `SELECT content.hash FROM knowledge_content AS content
      JOIN knowledge_content_document AS part ON part.content_id = content.id
      JOIN knowledge_document AS document ON document.id = part.document_id WHERE document.hash = ?`;
    return z.array(z.string()).parse(this.#prepare(select).pluck().all(documentHash));
  }

  contentHashes(): readonly string[] {
    return z.array(z.string()).parse(this.#prepare('SELECT hash FROM knowledge_content').pluck().all());
  }

  /** Forgets these contents, and every document that no content has. */
  prune(contentHashes: readonly string[]): void {
    this.#database.transaction(() => {
      const forget = this.#prepare('DELETE FROM knowledge_content WHERE hash = ?');
      for (const hash of contentHashes) forget.run(hash);
      const unused = z
        .array(z.int())
        .parse(
          this.#prepare(
            'SELECT id FROM knowledge_document WHERE id NOT IN (SELECT document_id FROM knowledge_content_document)',
          )
            .pluck()
            .all(),
        );
      for (const id of unused) this.#dropDocument(id);
    })();
  }

  /** Documents that were written. */
  #kept(documents: readonly CutDocument[]): readonly KeptDocument[] {
    return documents.map((document) => documentRow.parse(this.keptDocument(hashOf(document))));
  }

  /** Writes what is not kept yet, and tells after each passage how many documents are done. */
  *#write(documents: readonly CutDocument[]): Generator<number, undefined> {
    const complete = this.#prepare('UPDATE knowledge_document SET is_complete = 1 WHERE id = ?');
    for (const [index, document] of documents.entries()) {
      const hash = hashOf(document);
      if (this.#completeId(hash) === undefined) {
        const id = this.#beginDocument(document, hash);
        for (const [place, passage] of document.passages.entries()) {
          this.#keepPassage(document, id, place, passage);
          yield index;
        }
        complete.run(id);
      }
      yield index + 1;
    }
    return undefined;
  }

  #beginDocument({ title, url, passages }: CutDocument, hash: string): number {
    const left = 'SELECT id FROM knowledge_document WHERE hash = ?';
    const leftId = optionalId.parse(this.#prepare(left).pluck().get(hash));
    if (leftId !== undefined) this.#dropDocument(leftId);
    const characters = passages.reduce((sum, { text }) => sum + text.length, 0);
    const insert =
      'INSERT INTO knowledge_document (hash, title, url, characters, is_complete) VALUES (?, ?, ?, ?, 0)';
    return Number(this.#prepare(insert).run(hash, title, url, characters).lastInsertRowid);
  }

  #keepPassage(
    { titleTerms }: CutDocument,
    documentId: number,
    place: number,
    { headings, page, anchor, text, terms }: CutPassage,
  ): void {
    const insert = `INSERT INTO knowledge_passage (document_id, place, headings, page, anchor, text, terms)
      VALUES (?, ?, ?, ?, ?, ?, ?)`;
    const kept = [titleTerms, terms.headings, terms.body] as const;
    const { lastInsertRowid } = this.#prepare(insert).run(
      documentId,
      place,
      JSON.stringify(headings),
      page,
      anchor,
      text,
      kept.join('\n'),
    );
    this.#prepare('INSERT INTO knowledge_index (rowid, title, headings, body) VALUES (?, ?, ?, ?)').run(
      lastInsertRowid,
      ...kept,
    );
  }

  #completeId(hash: string): number | undefined {
    const select = 'SELECT id FROM knowledge_document WHERE hash = ? AND is_complete = 1';
    return optionalId.parse(this.#prepare(select).pluck().get(hash));
  }

  #dropDocument(id: number): void {
    this.#prepare(
      'DELETE FROM knowledge_index WHERE rowid IN (SELECT id FROM knowledge_passage WHERE document_id = ?)',
    ).run(id);
    this.#prepare('DELETE FROM knowledge_passage WHERE document_id = ?').run(id);
    this.#prepare('DELETE FROM knowledge_document WHERE id = ?').run(id);
  }

  #contentId(hash: string): number | undefined {
    const select = 'SELECT id FROM knowledge_content WHERE hash = ?';
    return optionalId.parse(this.#prepare(select).pluck().get(hash));
  }

  #transaction<Result>(work: () => Result): Result {
    return this.#database.transaction(work).immediate();
  }

  #prepare(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

const selectPassage = `SELECT passage.place, headings, page, anchor, text, title, url, document.hash AS document_hash
  FROM knowledge_passage AS passage JOIN knowledge_document AS document ON document.id = passage.document_id`;

const parsePassages = (rows: readonly unknown[]): readonly KeptPassage[] =>
  z.array(passageRow).parse(rows).map(passageOf);

function passageOf({ place, document_hash, ...row }: z.infer<typeof passageRow>): KeptPassage {
  return { ...row, id: passageId(document_hash, place), documentHash: document_hash };
}

/** Goes on writing for one transaction. */
function writeSome(writing: Generator<number, undefined>): {
  readonly done: boolean;
  readonly written: number;
} {
  let written = 0;
  for (let count = 0; count < batch; count += 1) {
    const { done, value } = writing.next();
    if (done === true) return { done: true, written };
    written = value;
  }
  return { done: false, written };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

function hashOf({ title, url, passages }: CutDocument): string {
  const said = passages.map(({ headings, page, anchor, text }) => [headings, page, anchor, text]);
  return sha256(JSON.stringify([title, url, said]));
}
