import type { QueryUnit } from './query-unit.ts';
import { termsOf } from './terms.ts';

const most = 200;

/** Where words that were looked for stand in a text, in order and without overlap. */
export function highlight(text: string, units: readonly QueryUnit[]): [number, number][] {
  const wanted = new Set(units.flatMap(({ alternatives }) => [...alternatives.keys()]));
  const places: [number, number][] = [];
  for (const { term, start, end } of termsOf(text)) {
    if (!wanted.has(term)) continue;
    const last = places.at(-1);
    // Pairs of characters overlap.
    if (last !== undefined && start < last[1]) last[1] = end;
    else if (places.length < most) places.push([start, end]);
  }
  return places;
}
