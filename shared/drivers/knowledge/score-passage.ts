// How well a passage answers a query: BM25 over title, headings and body, more for passages that have most of the query, and for
// words that stand together as they do in the query.
import type { QueryUnit } from './query-unit.ts';

const scoring = {
  title: 2.2,
  headings: 3,
  saturation: 2,
  lengthShare: 0.6,
  coverage: 0.3,
  nearby: 0.35,
  /** Terms between two words that still stand together, words like "the" included. */
  window: 3,
} as const;

/** A passage's `terms` as they are kept: title, headings, body. */
export interface PassageTerms {
  readonly title: readonly string[];
  readonly headings: readonly string[];
  readonly body: readonly string[];
}

export function readTerms(kept: string): PassageTerms {
  const [title = '', headings = '', body = ''] = kept.split('\n');
  const list = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
  return { title: list(title), headings: list(headings), body: list(body) };
}

export interface PassageScore {
  readonly score: number;
  /** Share of what the query says that the passage has, 0 to 1. */
  readonly coverage: number;
}

/** `averageLength`: terms in the bodies of passages. */
export function scorePassage(
  units: readonly QueryUnit[],
  passage: PassageTerms,
  averageLength: number,
): PassageScore {
  const fields = [
    { terms: passage.title, weight: scoring.title },
    { terms: passage.headings, weight: scoring.headings },
    { terms: passage.body, weight: 1 },
  ];
  const unitsByTerm = unitsOf(units);
  const frequencies = units.map(() => 0);
  const long = 1 - scoring.lengthShare + scoring.lengthShare * (passage.body.length / averageLength);
  let together = 0;
  const counted = new Set<number>();
  for (const { terms, weight } of fields) {
    let last: { readonly unit: number; readonly at: number } | undefined;
    for (const [at, term] of terms.entries()) {
      for (const { index, share } of unitsByTerm.get(term) ?? []) {
        frequencies[index] = (frequencies[index] ?? 0) + (weight * share) / (weight === 1 ? long : 1);
        const isNext = last !== undefined && index === last.unit + 1 && at - last.at <= scoring.window;
        if (isNext && !counted.has(index)) {
          counted.add(index);
          together += Math.min(units[index]?.weight ?? 0, units[index - 1]?.weight ?? 0);
        }
        last = { unit: index, at };
      }
    }
  }
  let sum = 0;
  let has = 0;
  let all = 0;
  for (const [index, unit] of units.entries()) {
    const frequency = frequencies[index] ?? 0;
    all += unit.weight;
    has += unit.weight * Math.min(1, frequency * 2);
    sum += (unit.weight * frequency * (scoring.saturation + 1)) / (frequency + scoring.saturation);
  }
  const coverage = all === 0 ? 0 : has / all;
  const score = sum * (1 - scoring.coverage + scoring.coverage * coverage) + scoring.nearby * together;
  return { score, coverage };
}

interface UnitShare {
  readonly index: number;
  readonly share: number;
}

const known = new WeakMap<readonly QueryUnit[], ReadonlyMap<string, readonly UnitShare[]>>();

function unitsOf(units: readonly QueryUnit[]): ReadonlyMap<string, readonly UnitShare[]> {
  const made = known.get(units);
  if (made !== undefined) return made;
  const byTerm = new Map<string, UnitShare[]>();
  for (const [index, { alternatives }] of units.entries()) {
    for (const [term, share] of alternatives) {
      byTerm.set(term, [...(byTerm.get(term) ?? []), { index, share }]);
    }
  }
  known.set(units, byTerm);
  return byTerm;
}
