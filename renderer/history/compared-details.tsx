import type { ReactElement } from 'react';
import { comparedWords } from './compared-words.ts';

/** What differs in one thing, a line each. */
export function ComparedDetails({ details }: { readonly details: readonly string[] }): ReactElement {
  return (
    <>
      {details.map((words) => (
        <span key={words} className="compare-row__detail">
          {comparedWords(words)}
        </span>
      ))}
    </>
  );
}
