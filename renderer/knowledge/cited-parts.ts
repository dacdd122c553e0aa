import type { Citation } from '#shared/model/passage.ts';

/** A text cut at each `[1]`, `[2, 3]` whose numbers stand for passages; what stands for none is left as it is. */
export function citedParts(
  text: string,
  known: ReadonlyMap<number, Citation>,
): readonly (string | Citation)[] {
  const parts: (string | Citation)[] = [];
  let at = 0;
  for (const match of text.matchAll(/\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/gu)) {
    const cited = (match[1] ?? '').split(/[,;]/u).map((number) => known.get(Number(number)));
    const sure = cited.filter((citation) => citation !== undefined);
    if (sure.length < cited.length) continue;
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push(...sure);
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
