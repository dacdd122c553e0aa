// Where found words stand in a text, and which part of a long one is worth showing.

type Places = readonly (readonly [number, number])[];

interface Cut {
  readonly start: number;
  readonly end: number;
}

interface Part {
  readonly words: string;
  readonly isFound: boolean;
}

/** The text between two places, in order, with found words apart. Places that overlap or lie outside are cut to fit. */
export function partsOf(text: string, places: Places, { start, end }: Cut): readonly Part[] {
  const parts: Part[] = [];
  let at = start;
  for (const [from, to] of places.toSorted((one, other) => one[0] - other[0])) {
    const [begin, stop] = [Math.max(from, at), Math.min(to, end)];
    if (begin >= stop) continue;
    if (begin > at) parts.push({ words: text.slice(at, begin), isFound: false });
    parts.push({ words: text.slice(begin, stop), isFound: true });
    at = stop;
  }
  if (at < end) parts.push({ words: text.slice(at, end), isFound: false });
  return parts;
}

/** Where most found words are near each other, begun and ended between words. */
export function snippetOf(text: string, places: Places, most: number): Cut {
  if (text.length <= most) return { start: 0, end: text.length };
  const starts = places.map(([from]) => from).toSorted((one, other) => one - other);
  const countFrom = (from: number): number =>
    starts.filter((start) => start >= from && start < from + most * 0.8).length;
  const best = starts.reduce(
    (one, other) => (countFrom(other) > countFrom(one) ? other : one),
    starts[0] ?? 0,
  );
  const wanted = Math.max(0, best - Math.round(most / 5));
  const start = wanted === 0 ? 0 : nextBreak(text, wanted, best);
  if (start + most >= text.length) return { start, end: text.length };
  const space = text.lastIndexOf(' ', start + most);
  return { start, end: space > start + most / 2 ? space : start + most };
}

function nextBreak(text: string, from: number, last: number): number {
  const space = text.indexOf(' ', from);
  return space === -1 || space >= last ? from : space + 1;
}
