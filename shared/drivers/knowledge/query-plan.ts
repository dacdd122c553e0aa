// What a query looks for: its words, what may stand for each of them, and which of them are worth asking the index for.
// Invariant: everything is counted in passages of the index; the plan of the same query on the same index is the same.
import { closeTerms, containingTerms, partsOfCompound } from './similar-terms.ts';
import { isStopTerm } from './stop-words.ts';
import { relatedTerms } from './related-words.ts';
import { termsOf } from './terms.ts';

/** What the index knows of its terms. */
export interface Vocabulary {
  /** Passages of the index. */
  readonly size: number;
  /** Passages that have a term. */
  frequency(term: string): number;
  /** Every term; asked only for words that the index does not have. */
  all(): readonly string[];
}

export interface QueryUnit {
  readonly term: string;
  readonly frequency: number;
  /** What is looked for, with how much it counts; the term itself counts 1. */
  readonly alternatives: ReadonlyMap<string, number>;
  /** How much it says, from its rarity. */
  readonly weight: number;
  readonly isAsked: boolean;
}

export interface QueryPlan {
  /** In the order of the query, each once. */
  readonly units: readonly QueryUnit[];
  /** The query has no words besides those that say nothing. */
  readonly hasOnlyStopWords: boolean;
}

/** Words that the index is asked for: the rarest, until they are this many, or have this share of its passages. */
const mostAsked = 7;
const mostAskedShare = 0.35;
const mostUnits = 40;

export function planQuery(query: string, vocabulary: Vocabulary): QueryPlan {
  const all = [...new Set(termsOf(query).map(({ term }) => term))];
  const telling = all.filter((term) => !isStopTerm(term));
  const hasOnlyStopWords = telling.length === 0;
  const units = (hasOnlyStopWords ? all : telling)
    .slice(0, mostUnits)
    .map((term) => unitOf(term, vocabulary));
  return { units: chooseAsked(units, vocabulary.size), hasOnlyStopWords };
}

function unitOf(term: string, vocabulary: Vocabulary): QueryUnit {
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
  return { term, frequency, alternatives, weight: rarity(strongest, vocabulary.size), isAsked: false };
}

/** As BM25 has it; what the index does not have at all says as much as the rarest word. */
function rarity(frequency: number, size: number): number {
  const counted = Math.max(1, frequency);
  return Math.log(1 + (size - counted + 0.5) / (counted + 0.5));
}

function chooseAsked(units: readonly QueryUnit[], size: number): readonly QueryUnit[] {
  const rarestFirst = units
    .filter(({ alternatives }) => alternatives.size > 0)
    .toSorted((one, other) => other.weight - one.weight);
  const asked = new Set<QueryUnit>();
  let covered = 0;
  for (const unit of rarestFirst) {
    covered += unit.frequency;
    if (asked.size >= mostAsked || (asked.size >= 2 && covered > size * mostAskedShare)) break;
    asked.add(unit);
  }
  return units.map((unit) => (asked.has(unit) ? { ...unit, isAsked: true } : unit));
}
