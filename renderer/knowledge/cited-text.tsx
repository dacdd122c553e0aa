// What an assistant said, with `[1]` leading to the passage it stands for, and the passages named below.
import { Tooltip } from '@mantine/core';
import { Children, createElement, type ReactElement, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import type { Citation } from '#shared/model/passage.ts';
import { markdownParts } from '../ui/markdown.tsx';
import { citedParts } from './cited-parts.ts';
import { firstLine } from './knowledge-words.ts';
import { openKnowledge } from './screen-store.ts';

interface CitedTextProps {
  readonly text: string;
  readonly citations: readonly Citation[];
}

export function CitedText({ text, citations }: CitedTextProps): ReactElement {
  return (
    <>
      <div className="markdown">
        <ReactMarkdown components={{ ...markdownParts, ...citing(citations) }}>{text}</ReactMarkdown>
      </div>
      <ol className="plain-list citations" aria-label="Sources of this answer">
        {citations.map((citation) => (
          <li key={citation.number}>
            <button
              type="button"
              className="citation"
              aria-label={`Source ${citation.number}: ${nameOf(citation)}`}
              onClick={() => open(citation)}
            >
              <b aria-hidden="true">{citation.number}</b>
              <span className="dg-truncate">{nameOf(citation)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

const open = ({ passageId }: Citation): void => openKnowledge({ kind: 'passage', passageId });

function nameOf({ title, sourceName, page }: Citation): string {
  const name = title === '' || title === sourceName ? sourceName : `${firstLine(title)} – ${sourceName}`;
  return page === null ? name : `${name}, page ${page}`;
}

/** Text may stand in any of these; code stays as it is. */
const textTags = ['p', 'li', 'strong', 'em', 'h1', 'h2', 'h3', 'td', 'th', 'del'] as const;

function citing(citations: readonly Citation[]): Components {
  const known = new Map(citations.map((citation) => [citation.number, citation]));
  return Object.fromEntries(
    textTags.map((tag) => [
      tag,
      ({ children }: { readonly children?: ReactNode }) =>
        createElement(tag, null, ...withMarks(children, known)),
    ]),
  );
}

function withMarks(children: ReactNode, known: ReadonlyMap<number, Citation>): ReactNode[] {
  return Children.toArray(children).flatMap((child, place): ReactNode[] =>
    typeof child === 'string'
      ? citedParts(child, known).map((part, position) =>
          typeof part === 'string' ? part : <Mark key={`${place} ${position}`} citation={part} />,
        )
      : [child],
  );
}

function Mark({ citation }: { readonly citation: Citation }): ReactElement {
  const name = nameOf(citation);
  return (
    <Tooltip label={name}>
      <button
        type="button"
        className="citation-mark"
        aria-label={`Source ${citation.number}: ${name}`}
        onClick={() => open(citation)}
      >
        {citation.number}
      </button>
    </Tooltip>
  );
}
