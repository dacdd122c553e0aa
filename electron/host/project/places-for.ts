// Places for entities that come back into a collection, so that it stands in a given order.
// Invariant: when those that are there keep their places, only the others are named; else every one is.

/** `order`: all ids, as they shall stand; `places`: where those stand that are there. Null = at the end. */
export function placesFor(
  order: readonly string[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<string, number | null> {
  return between(order, places) ?? new Map(order.map((id, index) => [id, index + 1]));
}

/** Null when those that stay are in another order, or there is no room between them. */
function between(
  order: readonly string[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<string, number | null> | null {
  const found = new Map<string, number | null>();
  let last: number | null = null;
  let coming: string[] = [];
  for (const id of order) {
    const place = places.get(id);
    if (place === undefined) {
      coming.push(id);
      continue;
    }
    const first: number = last === null ? place - coming.length : last + 1;
    if (first + coming.length > place || (last !== null && place <= last)) return null;
    coming.forEach((each, index) => found.set(each, first + index));
    coming = [];
    last = place;
  }
  for (const id of coming) found.set(id, null);
  return found;
}
