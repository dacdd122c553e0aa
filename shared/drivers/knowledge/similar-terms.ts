// What a word that the index does not have may stand for: a misspelling, a compound of known words, a part of longer ones.

const most = 6;
/** Letters that join the parts of German compounds. */
const joints = ['', 's', 'n', 'en', 'es', 'e'] as const;
const endings = ['', 'e', 'en', 'n'] as const;
const shortestPart = 4;

/** The known words that a compound is made of; empty when it is not. */
export function partsOfCompound(term: string, isKnown: (part: string) => boolean): readonly string[] {
  if (term.length < shortestPart * 2 || term.length > 40) return [];
  // Stems of long words lack endings that short words keep.
  const find: FindPart = (part) => endings.map((ending) => part + ending).find((each) => isKnown(each));
  return split(term, find, 3) ?? [];
}

type FindPart = (part: string) => string | undefined;

function split(term: string, find: FindPart, parts: number): readonly string[] | undefined {
  for (let end = term.length - shortestPart; end >= shortestPart; end -= 1) {
    const first = find(term.slice(0, end));
    if (first === undefined) continue;
    for (const joint of joints) {
      const rest = term.slice(end + joint.length);
      if (!term.startsWith(joint, end) || rest.length < shortestPart) continue;
      const last = find(rest);
      if (last !== undefined) return [first, last];
      const further = parts > 2 ? split(rest, find, parts - 1) : undefined;
      if (further !== undefined) return [first, ...further];
    }
  }
  return undefined;
}

/** Longer words that begin or end with the term. */
export function containingTerms(term: string, all: readonly string[]): readonly string[] {
  if (term.length < 5) return [];
  const found = all.filter(
    (each) =>
      each.length >= term.length + 2 &&
      (each.endsWith(term) || (each.startsWith(term) && each.length >= term.length + shortestPart)),
  );
  return found.toSorted((one, other) => one.length - other.length).slice(0, most);
}

/** Words that a slip or two turn into the term, the closest and then the most frequent first. */
export function closeTerms(
  term: string,
  all: readonly string[],
  frequency: (term: string) => number,
): readonly string[] {
  const allowed = term.length < 4 ? 0 : term.length < 8 ? 1 : 2;
  const found: { readonly term: string; readonly distance: number }[] = [];
  for (const each of all) {
    if (Math.abs(each.length - term.length) > allowed || !mayBeSlip(term, each)) continue;
    const distance = slips(term, each, allowed);
    if (distance <= allowed) found.push({ term: each, distance });
  }
  const nearest = Math.min(...found.map(({ distance }) => distance));
  return found
    .filter(({ distance }) => distance === nearest)
    .map((each) => each.term)
    .toSorted((one, other) => frequency(other) - frequency(one))
    .slice(0, most / 2);
}

/** Hardly anyone misses the beginning of a word and its second letter, too. */
const mayBeSlip = (term: string, other: string): boolean =>
  term[0] === other[0] || term[1] === other[1] || (term[0] === other[1] && term[1] === other[0]);

/** Letters that are wrong, missing, too many or swapped; more than `allowed` is told as one more. */
function slips(one: string, other: string, allowed: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (isSwapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > allowed) return allowed + 1;
    beforeLast = last;
    last = next;
  }
  return last[other.length] ?? 0;
}
