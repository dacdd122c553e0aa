// Passages that mean what a query means: those whose vectors point the same way.
// Invariants: of many vectors the signs are compared first, and the whole of the closest alone; a passage counts when it stands out
// of what any two texts have in common, so that a query about something else finds nothing.
import type { Database, Statement } from 'better-sqlite3';
import { load } from 'sqlite-vec';
import { z } from 'zod';
import { asBytes, signsOf } from './vectors.ts';

/** Passages that are compared as a whole when there are more. */
const compared = 600;
/** Passages that tell how close any two texts are. */
const sampled = 300;
/** A passage is at least this close, and stands out by at most so many standard deviations. */
const closeness = { floor: 0.15, most: 3, ofFew: 0.8 } as const;
const found = 60;

interface Meaning {
  /** Which vectors are compared. */
  readonly model: string;
  /** Of the query. */
  readonly vector: readonly number[];
}

const nearRow = z.object({ passage_id: z.int(), document_id: z.int(), distance: z.number().nullable() });
const sampleRow = z.object({ mean: z.number().nullable(), square: z.number().nullable(), count: z.int() });

export interface NearPassage {
  readonly id: number;
  readonly documentId: number;
}

export class NearestPassages {
  readonly #database: Database;
  readonly #statements = new Map<string, Statement>();
  #isLoaded = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The closest first. */
  find({ model, vector }: Meaning, isSearched: (documentId: number) => boolean): readonly NearPassage[] {
    if (!this.#isLoaded) load(this.#database);
    this.#isLoaded = true;
    const wanted = asBytes(vector);
    const count = z
      .int()
      .parse(this.#prepare('SELECT count(*) FROM knowledge_vector_signs WHERE model = ?').pluck().get(model));
    const limit = this.#leastCloseness(model, wanted, count);
    return this.#candidates(model, wanted, count, isSearched)
      .filter(({ distance }) => distance !== null && 1 - distance >= limit)
      .slice(0, found)
      .map(({ passage_id, document_id }) => ({ id: passage_id, documentId: document_id }));
  }

  #candidates(
    model: string,
    wanted: Int8Array,
    count: number,
    isSearched: (documentId: number) => boolean,
  ): readonly z.infer<typeof nearRow>[] {
    const select = `SELECT whole.passage_id, document_id, vec_distance_cosine(vec_int8(vector), vec_int8(?)) AS distance
      FROM (SELECT passage_id, document_id FROM knowledge_vector_signs
        WHERE model = ? AND length(signs) = ? ORDER BY vec_distance_hamming(vec_bit(signs), vec_bit(?)) LIMIT ?
      ) AS near JOIN knowledge_vector AS whole ON whole.passage_id = near.passage_id
      WHERE length(vector) = ? ORDER BY distance`;
    const signs = signsOf(wanted);
    for (let asked = compared; ; asked *= 20) {
      const rows = z
        .array(nearRow)
        .parse(this.#prepare(select).all(wanted, model, signs.length, signs, asked, wanted.length));
      const own = rows.filter(({ document_id }) => isSearched(document_id));
      if (own.length >= found || asked >= count) return own;
    }
  }

  /** Above what chance makes of so many passages. */
  #leastCloseness(model: string, wanted: Int8Array, count: number): number {
    const select = `SELECT avg(distance) AS mean, avg(distance * distance) AS square, count(*) AS count FROM (
        SELECT vec_distance_cosine(vec_int8(vector), vec_int8(?)) AS distance FROM knowledge_vector
        WHERE model = ? AND passage_id % ? = 0 AND length(vector) = ? LIMIT ${2 * sampled})`;
    const every = Math.max(1, Math.floor(count / sampled));
    const {
      mean,
      square,
      count: seen,
    } = sampleRow.parse(this.#prepare(select).get(wanted, model, every, wanted.length));
    if (mean === null || square === null || seen < 2) return closeness.floor;
    const deviation = Math.sqrt(Math.max(0, square - mean * mean));
    // The last is how far one of a few can stand out at all.
    const outstanding = Math.min(
      closeness.most,
      Math.sqrt(2 * Math.log(count)),
      (closeness.ofFew * (count - 1)) / Math.sqrt(count),
    );
    return Math.max(closeness.floor, 1 - mean + outstanding * deviation);
  }

  #prepare(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
