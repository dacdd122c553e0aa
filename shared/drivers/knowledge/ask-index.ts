// What of a query the index is asked for. It ranks every passage that it finds, about 3 µs each, so it is asked for as much as keeps
// these few: rare words as they are, common words where two of them meet or where they stand in a title or heading.
// Invariant: a query with words that are known asks for something.
import type { QueryUnit, Vocabulary } from './query-unit.ts';

/** Passages that are ranked, about. */
const mostRanked = 4000;
/** Of the passages with a word, those that have it above them, about. */
const aboveShare = 0.1;
/** Words of one subject meet more often than by chance. */
const together = 1.5;
const mostCommon = 4;

interface IndexQuestion {
  readonly match: string;
  readonly asked: ReadonlySet<QueryUnit>;
}

export function askIndex(units: readonly QueryUnit[], vocabulary: Vocabulary): IndexQuestion {
  const known = units
    .filter(({ alternatives }) => alternatives.size > 0)
    .toSorted((one, other) => other.weight - one.weight);
  const clauses: string[] = [];
  const asked = new Set<QueryUnit>();
  const common: QueryUnit[] = [];
  let room = mostRanked;
  const ask = (clause: string, rows: number, ...of: readonly QueryUnit[]): void => {
    clauses.push(clause);
    room -= rows;
    for (const unit of of) asked.add(unit);
  };
  for (const unit of known) {
    // Whatever stands for it best comes first; related words only while there is room.
    const terms = [...unit.alternatives].toSorted(([, one], [, other]) => other - one);
    let isAsked = false;
    for (const [term] of terms) {
      const rows = vocabulary.frequency(term);
      if (rows > room) continue;
      ask(quoted(term), rows, unit);
      isAsked = true;
    }
    if (!isAsked && common.length < mostCommon) common.push(unit);
  }
  const rowsOf = (unit: QueryUnit): number => vocabulary.frequency(strongest(unit));
  for (const [index, one] of common.entries()) {
    const above = rowsOf(one) * aboveShare;
    if (above <= room) ask(`{title headings} : ${quoted(strongest(one))}`, above, one);
    for (const other of common.slice(index + 1)) {
      const rows = (rowsOf(one) * rowsOf(other) * together) / vocabulary.size;
      if (rows <= room) {
        ask(`(${quoted(strongest(one))} AND ${quoted(strongest(other))})`, rows, one, other);
      }
    }
  }
  // Nothing but words that nearly every passage has.
  if (clauses.length === 0 && common.length > 0) {
    ask(common.map((unit) => quoted(strongest(unit))).join(' AND '), 0, ...common);
  }
  return { match: clauses.join(' OR '), asked };
}

/** What stands for a word best: the word itself, where it is known. */
const strongest = ({ alternatives, term }: QueryUnit): string =>
  [...alternatives].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? term;

const quoted = (term: string): string => `"${term}"`;
