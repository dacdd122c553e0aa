// What a query looks for: its words, and what may stand for each of them.
// Invariant: everything is counted in passages of the index; the plan of the same query on the same index is the same.
import { askIndex } from './ask-index.ts';
import type { QueryUnit, Vocabulary } from './query-unit.ts';
import { closeTerms, containingTerms, partsOfCompound } from './similar-terms.ts';
import { isStopTerm } from './stop-words.ts';
import { relatedTerms } from './related-words.ts';
import { termsOf } from './terms.ts';

export interface QueryPlan {
  /** In the order of the query, each once. */
  readonly units: readonly QueryUnit[];
  /** What the index is asked for, in FTS5's language; empty = nothing. */
  readonly match: string;
  /** The query has no words besides those that say nothing. */
  readonly hasOnlyStopWords: boolean;
}

const mostUnits = 40;

export function planQuery(query: string, vocabulary: Vocabulary): QueryPlan {
  const words = new Map<string, string>();
  for (const { term, start, end } of termsOf(query)) {
    if (!words.has(term)) words.set(term, query.slice(start, end));
  }
  const telling = [...words].filter(([term]) => !isStopTerm(term));
  const hasOnlyStopWords = telling.length === 0;
  const units = (hasOnlyStopWords ? [...words] : telling)
    .slice(0, mostUnits)
    .map(([term, word]) => unitOf(term, word, vocabulary));
  const { match, asked } = askIndex(units, vocabulary);
  return {
    units: units.map((unit) => (asked.has(unit) ? { ...unit, isAsked: true } : unit)),
    match,
    hasOnlyStopWords,
  };
}

function unitOf(term: string, word: string, vocabulary: Vocabulary): QueryUnit {
  const frequency = vocabulary.frequency(term);
  const alternatives = new Map<string, number>(frequency > 0 ? [[term, 1]] : []);
  const add = (terms: Iterable<string>, weight: number): void => {
    for (const each of terms) {
      if (!alternatives.has(each) && vocabulary.frequency(each) > 0) alternatives.set(each, weight);
    }
  };
  add(relatedTerms(term), 0.4);
  if (frequency <= 2 && term.length >= 4 && /^\p{L}+$/u.test(term)) {
    const has = (part: string): boolean => vocabulary.frequency(part) > 0;
    add(partsOfCompound(term, has), 0.7);
    add(containingTerms(term, vocabulary.all()), 0.6);
    if (frequency === 0)
      add(
        closeTerms(term, vocabulary.all(), (each) => vocabulary.frequency(each)),
        0.8,
      );
  }
  const strongest = Math.max(
    0,
    ...[...alternatives].filter(([, weight]) => weight > 0.5).map(([each]) => vocabulary.frequency(each)),
  );
  return { term, word, frequency, alternatives, weight: rarity(strongest, vocabulary.size), isAsked: false };
}

/** As BM25 has it; what the index does not have at all says as much as the rarest word. */
function rarity(frequency: number, size: number): number {
  const counted = Math.max(1, frequency);
  return Math.log(1 + (size - counted + 0.5) / (counted + 0.5));
}
