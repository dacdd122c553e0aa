// A passage that a search found: where it stands, how well it fits, and the words in it.
import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import type { FoundPassage as Found } from '#shared/model/passage.ts';
import { useIndex } from '../state/project-store.ts';
import { Highlighted } from './highlighted.tsx';
import { firstLine, kindWords } from './knowledge-words.ts';
import { placeWords } from './place-words.ts';
import { openKnowledge } from './screen-store.ts';

interface FoundPassageProps {
  readonly passage: Found;
  readonly position: number;
  /** The best score of the search. */
  readonly best: number;
  /** In little room. */
  readonly isSmall?: boolean;
}

export function FoundPassage({ passage, position, best, isSmall = false }: FoundPassageProps): ReactElement {
  const { id, title, text, highlights, score, sourceName } = passage;
  const kind = useIndex((index) => index.knowledgeSources.get(passage.sourceId)?.kind);
  const place = placeWords(passage);
  const share = best > 0 ? Math.max(0, Math.min(1, score / best)) : 0;
  const { Icon } = kindWords[kind ?? 'text'];
  return (
    <li className={`found${isSmall ? ' found--small' : ''}`}>
      <UnstyledButton
        className="found__open"
        onClick={() => openKnowledge({ kind: 'passage', passageId: id })}
      >
        <span className="found__head">
          <VisuallyHidden>Passage {position}: </VisuallyHidden>
          <span className="found__number" aria-hidden="true">
            {position}
          </span>
          <span className="found__title dg-truncate">{firstLine(title)}</span>
          <span
            className="found__score"
            title={`Score ${score.toFixed(2)}; the best of this search is 100 %`}
          >
            <i style={{ width: `${share * 100}%` }} />
          </span>
          <span className="found__share">{Math.round(share * 100)} %</span>
        </span>
        {place !== '' && <span className="found__place dg-truncate">{place}</span>}
        <span className="found__text">
          <Highlighted text={text} places={highlights} most={isSmall ? 180 : 360} />
        </span>
        <span className="found__source">
          <Icon size={13} stroke={1.7} aria-hidden="true" />
          <span className="dg-truncate">{sourceName}</span>
        </span>
      </UnstyledButton>
    </li>
  );
}
