import type { Passage } from '#shared/model/passage.ts';

/** Where in its document a passage stands: `Refunds › Within 30 days · page 4`. */
export function placeWords({ headings, page }: Pick<Passage, 'headings' | 'page'>): string {
  const parts = [headings.join(' › '), page === null ? '' : `page ${page}`];
  return parts.filter((part) => part !== '').join(' · ');
}

/** The passage's own address in the web; null for what is no web page. */
export function webAddress({ url, anchor }: Pick<Passage, 'url' | 'anchor'>): string | null {
  if (url === null) return null;
  return anchor === null ? url : `${url.replace(/#.*$/u, '')}#${encodeURIComponent(anchor)}`;
}
