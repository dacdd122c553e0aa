import type { ReactElement } from 'react';
import type { StepChange } from '#shared/compare/compare-projects.ts';
import { templateInWords } from '../panels/values/template-words.ts';
import { ComparedDetails } from './compared-details.tsx';

interface ComparedRowProps {
  readonly change: Pick<StepChange, 'mark' | 'title' | 'details'> & Partial<Pick<StepChange, 'summary'>>;
  /** To where it is drawn. */
  readonly onOpen: () => void;
}

/** What became of one step, note or frame, in words. */
export function ComparedRow({ change, onOpen }: ComparedRowProps): ReactElement {
  const { mark, title, summary = '', details } = change;
  return (
    <li>
      <button type="button" className="compare-row" onClick={onOpen}>
        <b className={`mark mark--${mark}`}>{mark}</b>
        <span>
          <strong>{title}</strong>
          {summary !== '' && <span className="compare-row__detail">{templateInWords(summary)}</span>}
          <ComparedDetails details={details} />
        </span>
      </button>
    </li>
  );
}
