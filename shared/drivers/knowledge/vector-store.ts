// Which passages have a vector of a model, and keeping those that come.
// Invariant: a vector is kept or not, each batch in one transaction; so work that was broken off goes on where it was.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { asBytes, signsOf } from './vectors.ts';

const count = z.int();
const headings = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));
const passageRow = z.object({
  id: z.int(),
  document_id: z.int(),
  title: z.string(),
  headings,
  text: z.string(),
});

/** What models are given of a long passage, such as the answer to a question. */
const longest = 8000;

export interface PassageToEmbed {
  readonly id: number;
  readonly documentId: number;
  /** With its title and headings. */
  readonly text: string;
}

const inContents = `document_id IN (SELECT document_id FROM knowledge_content_document AS part
  JOIN knowledge_content AS content ON content.id = part.content_id WHERE content.hash IN (SELECT value FROM json_each(?)))`;
const hasVector =
  'EXISTS (SELECT 1 FROM knowledge_vector AS kept WHERE kept.passage_id = passage.id AND kept.model = ?)';

export class VectorStore {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether anything can be found by meaning. */
  hasAny(model: string): boolean {
    const select = 'SELECT EXISTS (SELECT 1 FROM knowledge_vector_signs WHERE model = ?)';
    return this.#count(select, model) === 1;
  }

  /** Passages of the contents, and those of them that have a vector. */
  progress(
    model: string,
    contentHashes: readonly string[],
  ): { readonly ready: number; readonly total: number } {
    const from = `SELECT count(*) FROM knowledge_passage AS passage WHERE ${inContents}`;
    const hashes = JSON.stringify(contentHashes);
    return {
      ready: this.#count(`${from} AND ${hasVector}`, hashes, model),
      total: this.#count(from, hashes),
    };
  }

  /** The next passages without one. */
  missing(
    model: string,
    contentHashes: readonly string[],
    { after, limit }: { readonly after: number; readonly limit: number },
  ): readonly PassageToEmbed[] {
    const select = `SELECT passage.id, document_id, title, headings, text
      FROM knowledge_passage AS passage JOIN knowledge_document AS document ON document.id = document_id
      WHERE passage.id > ? AND ${inContents} AND NOT ${hasVector} ORDER BY passage.id LIMIT ?`;
    const rows = this.#prepare(select).all(after, JSON.stringify(contentHashes), model, limit);
    return z
      .array(passageRow)
      .parse(rows)
      .map((row) => ({
        id: row.id,
        documentId: row.document_id,
        text: [row.title, ...row.headings, row.text].join('\n').slice(0, longest),
      }));
  }

  /** Passages that went meanwhile are left out. */
  keep(model: string, passages: readonly PassageToEmbed[], vectors: readonly (readonly number[])[]): void {
    const isThere = 'SELECT ?, ?, ? WHERE EXISTS (SELECT 1 FROM knowledge_passage WHERE id = ?)';
    const keep = this.#prepare(
      `INSERT OR REPLACE INTO knowledge_vector (passage_id, model, vector) ${isThere}`,
    );
    const keepSigns = this.#prepare(
      `INSERT OR REPLACE INTO knowledge_vector_signs (passage_id, model, document_id, signs) ${isThere.replace('?, ?, ?', '?, ?, ?, ?')}`,
    );
    const work = (): void => {
      for (const [index, { id, documentId }] of passages.entries()) {
        const vector = asBytes(vectors[index] ?? []);
        keep.run(id, model, vector, id);
        keepSigns.run(id, model, documentId, signsOf(vector), id);
      }
    };
    this.#database.transaction(work).immediate();
  }

  #count(sql: string, ...values: readonly string[]): number {
    return count.parse(
      this.#prepare(sql)
        .pluck()
        .get(...values),
    );
  }

  #prepare(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
