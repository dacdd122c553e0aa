import { Fragment, type ReactElement } from 'react';
import { partsOf, snippetOf } from './highlights.ts';

interface HighlightedProps {
  readonly text: string;
  /** Start and end of each word that was found. */
  readonly places: readonly (readonly [number, number])[];
  /** Only what is around the first word, at most so many letters. */
  readonly most?: number;
}

/** A text with the words that were found marked in it. */
export function Highlighted({ text, places, most }: HighlightedProps): ReactElement {
  const cut = most === undefined ? { start: 0, end: text.length } : snippetOf(text, places, most);
  return (
    <>
      {cut.start > 0 && '… '}
      {partsOf(text, places, cut).map(({ words, isFound }, position) =>
        isFound ? <mark key={position}>{words}</mark> : <Fragment key={position}>{words}</Fragment>,
      )}
      {cut.end < text.length && ' …'}
    </>
  );
}
