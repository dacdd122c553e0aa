import type { ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import type { Citation } from '#shared/model/passage.ts';
import { CitedText } from '../knowledge/cited-text.tsx';
import { Markdown } from '../ui/markdown.tsx';

interface BubbleProps {
  readonly role: SessionView['transcript'][number]['role'];
  readonly content: string;
  /** Passages that numbers in brackets stand for. */
  readonly citations?: readonly Citation[] | undefined;
  /** It is still being written: not yet something that was said. */
  readonly isDraft?: boolean;
}

/** One message. What a person writes is shown as typed; the rest is Markdown. */
export function Bubble({ role, content, citations = [], isDraft = false }: BubbleProps): ReactElement {
  const classes = `bubble bubble--${role}${isDraft ? ' bubble--draft' : ''}`;
  return (
    <div className={classes} {...(isDraft ? { 'data-testid': 'draft' } : { 'data-role': role })}>
      {role !== 'assistant' ? (
        <div className="bubble__text">{content}</div>
      ) : citations.length > 0 ? (
        <CitedText text={content} citations={citations} />
      ) : (
        <Markdown text={content} />
      )}
    </div>
  );
}
