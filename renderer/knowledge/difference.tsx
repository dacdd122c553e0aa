import type { ReactElement } from 'react';
import type { SourceDifference } from '#shared/ipc/knowledge.ts';
import { firstLine } from './knowledge-words.ts';
import { counted } from '../ui/counted.ts';

const marks = ['added', 'changed', 'removed'] as const;

/** What reading a source again changed: documents by their titles, and how many passages came and went. */
export function Difference({ difference }: { readonly difference: SourceDifference }): ReactElement {
  const { counts, passages } = difference;
  return (
    <div className="difference">
      <p>
        {counted(passages.added, 'new passage')}, {passages.removed.toLocaleString('en')} gone
        {counts.unchanged > 0 && `, ${counted(counts.unchanged, 'part')} as before`}
      </p>
      <ul className="plain-list">
        {marks.flatMap((mark) =>
          difference[mark].map((title, position) => (
            <li key={`${mark} ${position}`}>
              <b className={`mark mark--${mark}`}>{mark}</b>
              <span>{firstLine(title)}</span>
            </li>
          )),
        )}
      </ul>
      {marks.map((mark) => {
        const more = counts[mark] - difference[mark].length;
        return more > 0 && <p key={mark}>{`and ${more.toLocaleString('en')} more ${mark}`}</p>;
      })}
    </div>
  );
}
