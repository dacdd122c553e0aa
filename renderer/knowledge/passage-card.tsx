import type { ReactElement, ReactNode } from 'react';
import type { Passage } from '#shared/model/passage.ts';
import { placeWords } from './place-words.ts';

interface PassageCardProps {
  readonly passage: Passage;
  /** Already said by what is above it. */
  readonly hidesTitle?: boolean;
  readonly children?: ReactNode;
}

/** One passage as it is kept. */
export function PassageCard({ passage, hidesTitle = false, children }: PassageCardProps): ReactElement {
  const place = placeWords(passage);
  const isTitled = !hidesTitle && passage.title !== '';
  return (
    <li className="passage-card" data-passage={passage.id}>
      {(isTitled || place !== '') && (
        <p className="passage-card__place">
          {isTitled && <strong>{passage.title}</strong>}
          {isTitled && place !== '' && ' › '}
          {place}
        </p>
      )}
      <div className="passage-card__text">{children ?? passage.text}</div>
    </li>
  );
}
