// Searches the passages of a database of knowledge. Reads only.
// Invariants: passages of documents that no given source has are never found; a query asks the index for its rarest words alone,
// and everything that it has is scored here, so that a common word decides between passages without costing a look at all of them.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import type { FoundPassage } from '#shared/model/passage.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { fuseRanks } from './fuse-ranks.ts';
import { highlight } from './highlight.ts';
import { passageId } from './knowledge-store.ts';
import { type NearPassage, NearestPassages } from './nearest-passages.ts';
import { planQuery, type QueryPlan } from './query-plan.ts';
import type { QueryUnit, Vocabulary } from './query-unit.ts';
import { readTerms, scorePassage } from './score-passage.ts';
import { termsOf } from './terms.ts';
import type { SearchAnswer, SearchedSource, SearchRequest } from './search-types.ts';
import { whyNothing } from './why-nothing.ts';

/** Passages that are scored, at first; more when most of them belong to sources that are not searched. */
const candidates = 120;
/** Weights of title, headings and body in the first, rough order. */
const roughWeights = 'bm25(3.0, 2.0, 1.0)';
/** A passage must have this share of what the query says, and this share of the best one's score. */
const least = { coverage: 0.2, score: 0.3 };

const count = z.int();
const hit = z.object({ rowid: z.int(), document_id: z.int() });
const candidateRow = z.object({ id: z.int(), document_id: z.int(), terms: z.string() });
const resultRow = z.object({
  place: z.int(),
  headings: z.string(),
  page: z.int().nullable(),
  anchor: z.string().nullable(),
  text: z.string(),
  hash: z.string(),
  title: z.string(),
  url: z.string().nullable(),
});

interface Ranked {
  readonly id: number;
  readonly source: SearchedSource;
  readonly score: number;
}

interface Scored extends Ranked {
  readonly coverage: number;
}

export class PassageIndex {
  readonly #database: Database;
  readonly #nearest: NearestPassages;
  readonly #statements = new Map<string, Statement>();
  readonly #documents = new Map<string, readonly number[]>();
  #state = '';
  #size = 0;
  #frequencies = new Map<string, number>();
  readonly #spellings = new Map<string, string>();
  #terms: readonly string[] | undefined;

  constructor(database: Database) {
    this.#database = database;
    this.#nearest = new NearestPassages(database);
  }

  search(request: SearchRequest): SearchAnswer {
    return this.#database.transaction(() => this.#search(request))();
  }

  #search({ query, tokenBudget, limit, sources, meaning, explains = false }: SearchRequest): SearchAnswer {
    this.#forgetWhenChanged();
    const owners = this.#owners(sources);
    const vocabulary = this.#vocabulary();
    const plan = planQuery(query, vocabulary);
    const scored = this.#candidates(plan, owners);
    const [best] = scored;
    const isGood = ({ score, coverage }: Scored): boolean =>
      coverage >= least.coverage && score >= (best?.score ?? 0) * least.score;
    const good = scored.filter(isGood);
    const near =
      meaning === undefined ? null : this.#nearest.find(meaning, (document) => owners.has(document));
    const ranked = near === null ? good : fused(good, near, owners);
    const { results, tokens, overBudget } = this.#results(ranked, plan.units, tokenBudget, limit);
    const passages = this.#passagesOf(owners);
    return {
      results,
      tokens,
      explanation: {
        terms: plan.units.map((unit) => explainUnit(unit, explains ? this.#spelling : (term) => term)),
        sources: sources.length,
        passages,
        overBudget,
        byMeaning: near?.length ?? null,
        nothingBecause:
          results.length > 0
            ? null
            : whyNothing({ plan, sources: sources.length, passages, hasWeak: scored.length > 0 }),
      },
    };
  }

  #candidates(plan: QueryPlan, owners: ReadonlyMap<number, SearchedSource>): readonly Scored[] {
    if (plan.match === '' || owners.size === 0) return [];
    const found = this.#matching(plan.match, owners);
    const rows = found.map((id) =>
      candidateRow.parse(
        this.#prepare('SELECT id, document_id, terms FROM knowledge_passage WHERE id = ?').get(id),
      ),
    );
    const read = rows.map((row) => ({ row, terms: readTerms(row.terms) }));
    const average = Math.max(
      1,
      read.reduce((sum, each) => sum + each.terms.body.length, 0) / Math.max(1, read.length),
    );
    return read
      .flatMap((each) => {
        const source = owners.get(each.row.document_id);
        if (source === undefined) return [];
        return [{ id: each.row.id, source, ...scorePassage(plan.units, each.terms, average) }];
      })
      .toSorted((one, other) => other.score - one.score || one.id - other.id);
  }

  /** The best matches among passages of the given documents, in rough order. */
  #matching(match: string, owners: ReadonlyMap<number, SearchedSource>): readonly number[] {
    const select = `SELECT hits.rowid AS rowid, document_id FROM (
        SELECT rowid, rank FROM knowledge_index WHERE knowledge_index MATCH ? AND rank MATCH '${roughWeights}' ORDER BY rank LIMIT ?
      ) AS hits JOIN knowledge_passage AS passage ON passage.id = hits.rowid ORDER BY hits.rank`;
    for (let asked = candidates; ; asked *= 20) {
      const rows = z.array(hit).parse(this.#prepare(select).all(match, asked));
      const own = rows.filter(({ document_id }) => owners.has(document_id));
      if (own.length >= candidates / 4 || rows.length < asked) {
        return own.slice(0, candidates).map(({ rowid }) => rowid);
      }
    }
  }

  #results(
    ranked: readonly Ranked[],
    units: readonly QueryUnit[],
    tokenBudget: number,
    limit: number,
  ): Pick<SearchAnswer, 'results' | 'tokens'> & { readonly overBudget: number } {
    const results: FoundPassage[] = [];
    const said = new Set<string>();
    let tokens = 0;
    let overBudget = 0;
    for (const each of ranked) {
      if (results.length + overBudget >= limit) break;
      const row = this.#row(each.id);
      if (said.has(row.text)) continue;
      said.add(row.text);
      const cost = estimateTokens(row.text);
      // One that alone is over the budget is better than nothing.
      if (results.length > 0 && tokens + cost > tokenBudget) overBudget += 1;
      else {
        results.push(foundPassage(each, row, units));
        tokens += cost;
      }
    }
    return { results, tokens, overBudget };
  }

  #row(id: number): z.infer<typeof resultRow> {
    const select = `SELECT place, headings, page, anchor, text, hash, title, url FROM knowledge_passage AS passage
      JOIN knowledge_document AS document ON document.id = passage.document_id WHERE passage.id = ?`;
    return resultRow.parse(this.#prepare(select).get(id));
  }

  /** Which source has a document; the first when several have it. */
  #owners(sources: readonly SearchedSource[]): ReadonlyMap<number, SearchedSource> {
    const owners = new Map<number, SearchedSource>();
    for (const source of sources) {
      for (const id of this.#documentsOf(source.contentHash)) if (!owners.has(id)) owners.set(id, source);
    }
    return owners;
  }

  #documentsOf(contentHash: string): readonly number[] {
    const known = this.#documents.get(contentHash);
    if (known !== undefined) return known;
    const select = `SELECT document_id FROM knowledge_content_document AS part
      JOIN knowledge_content AS content ON content.id = part.content_id WHERE hash = ?`;
    const ids = z.array(count).parse(this.#prepare(select).pluck().all(contentHash));
    if (ids.length > 0) this.#documents.set(contentHash, ids);
    return ids;
  }

  readonly #passageCounts = new Map<number, number>();

  #passagesOf(owners: ReadonlyMap<number, SearchedSource>): number {
    const select = 'SELECT count(*) FROM knowledge_passage WHERE document_id = ?';
    let sum = 0;
    for (const id of owners.keys()) {
      const known = this.#passageCounts.get(id) ?? count.parse(this.#prepare(select).pluck().get(id));
      this.#passageCounts.set(id, known);
      sum += known;
    }
    return sum;
  }

  /** Rows never change and only come and go; the latest id tells. */
  #forgetWhenChanged(): void {
    const select =
      "SELECT coalesce(max(id), 0) || '/' || (SELECT count(*) FROM knowledge_document) FROM knowledge_passage";
    const state = z.string().parse(this.#prepare(select).pluck().get());
    if (state === this.#state) return;
    this.#state = state;
    this.#size = count.parse(this.#prepare('SELECT count(*) FROM knowledge_passage').pluck().get());
    this.#frequencies = new Map();
    this.#spellings.clear();
    this.#documents.clear();
    this.#passageCounts.clear();
    this.#terms = undefined;
  }

  #vocabulary(): Vocabulary {
    return {
      size: this.#size,
      frequency: (term) => {
        const known = this.#frequencies.get(term);
        if (known !== undefined) return known;
        const select = 'SELECT doc FROM knowledge_vocabulary WHERE term = ?';
        const found = count.optional().parse(this.#prepare(select).pluck().get(term)) ?? 0;
        this.#frequencies.set(term, found);
        return found;
      },
      all: () => {
        const select = 'SELECT term FROM knowledge_vocabulary';
        return (this.#terms ??= z.array(z.string()).parse(this.#prepare(select).pluck().all()));
      },
    };
  }

  /** A word of the passages that has this term. */
  readonly #spelling = (term: string): string => {
    const known = this.#spellings.get(term);
    if (known !== undefined) return known;
    const select = `SELECT title || char(10) || headings || char(10) || text FROM knowledge_passage AS passage
      JOIN knowledge_document AS document ON document.id = document_id
      WHERE passage.id = (SELECT rowid FROM knowledge_index WHERE knowledge_index MATCH ? LIMIT 1)`;
    const text =
      z
        .string()
        .optional()
        .parse(this.#prepare(select).pluck().get(`"${term}"`)) ?? '';
    const place = termsOf(text).find((each) => each.term === term);
    const word = place === undefined ? term : text.slice(place.start, place.end);
    this.#spellings.set(term, word);
    return word;
  };

  #prepare(sql: string): Statement {
    const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function foundPassage(
  { source, score }: Ranked,
  { place, hash, headings, text, page, anchor, title, url }: z.infer<typeof resultRow>,
  units: readonly QueryUnit[],
): FoundPassage {
  return {
    id: passageId(hash, place),
    sourceId: source.id,
    sourceName: source.name,
    title,
    headings: z.array(z.string()).parse(JSON.parse(headings)),
    page,
    anchor,
    url,
    text,
    score: Math.round(score * 1000) / 1000,
    highlights: highlight(text, units),
  };
}

function fused(
  byWords: readonly Ranked[],
  near: readonly NearPassage[],
  owners: ReadonlyMap<number, SearchedSource>,
): readonly Ranked[] {
  const sources = new Map(byWords.map(({ id, source }) => [id, source]));
  for (const { id, documentId } of near) {
    const source = owners.get(documentId);
    if (source !== undefined) sources.set(id, source);
  }
  return fuseRanks([byWords.map(({ id }) => id), near.map(({ id }) => id)]).flatMap(([id, score]) => {
    const source = sources.get(id);
    return source === undefined ? [] : [{ id, source, score: score * 1000 }];
  });
}

function explainUnit(
  { term, word, frequency, alternatives, isAsked }: QueryUnit,
  spelling: (term: string) => string,
): SearchAnswer['explanation']['terms'][number] {
  return {
    term: word,
    passages: frequency,
    standsFor: [...alternatives.keys()].filter((each) => each !== term).map(spelling),
    use: alternatives.size === 0 ? 'unknown' : isAsked ? 'searched' : 'too-common',
  };
}
