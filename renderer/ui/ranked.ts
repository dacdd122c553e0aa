/** What of an item a search looks at: its title first, then further words. */
interface Searched {
  readonly title: string;
  readonly more?: string | undefined;
}

/**
 * Items that hold every word of the query, the likeliest first: titles that begin with it, then those in which each word
 * begins a word, then those that hold them anywhere; then the same with the further words. Equals keep their order.
 */
export function ranked<Item>(
  items: readonly Item[],
  query: string,
  searched: (item: Item) => Searched,
): readonly Item[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const ranks: Item[][] = [];
  for (const item of items) {
    const { title, more = '' } = searched(item);
    const rank = rankOf(` ${title.toLowerCase()}`, ` ${more.toLowerCase()}`, words);
    if (rank !== null) (ranks[rank] ??= []).push(item);
  }
  return ranks.flat();
}

function rankOf(title: string, more: string, words: readonly string[]): number | null {
  if (title.startsWith(` ${words.join(' ')}`)) return 0;
  const all = title + more;
  const place = [
    words.every((word) => title.includes(` ${word}`)),
    words.every((word) => title.includes(word)),
    words.every((word) => all.includes(` ${word}`)),
    words.every((word) => all.includes(word)),
  ].indexOf(true);
  return place === -1 ? null : place + 1;
}
