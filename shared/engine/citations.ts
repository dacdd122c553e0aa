// Which passages a text cites: `[1]` is the first that the turn's search found.
import type { Citation, FoundPassage } from '#shared/model/passage.ts';

/** Not the text of a Markdown link; the brackets may be escaped. */
const mark = /\\?\[(\d{1,2})\\?\](?!\()/gu;

/** Each cited passage once, in the order of their numbers. */
export function citationsIn(content: string, found: readonly FoundPassage[]): Citation[] {
  if (found.length === 0) return [];
  const numbers = new Set([...content.matchAll(mark)].map(([, digits]) => Number(digits)));
  return found.flatMap(({ id, sourceId, sourceName, title, page, anchor, url }, index) => {
    const number = index + 1;
    if (!numbers.has(number)) return [];
    return [{ number, passageId: id, sourceId, sourceName, title, page, anchor, url }];
  });
}
