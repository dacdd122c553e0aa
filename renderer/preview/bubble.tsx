import type { ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { Markdown } from '../ui/markdown.tsx';

interface BubbleProps {
  readonly role: SessionView['transcript'][number]['role'];
  readonly content: string;
  /** It is still being written: not yet something that was said. */
  readonly isDraft?: boolean;
}

/** One message. What a person writes is shown as typed; the rest is Markdown. */
export function Bubble({ role, content, isDraft = false }: BubbleProps): ReactElement {
  const classes = `bubble bubble--${role}${isDraft ? ' bubble--draft' : ''}`;
  return (
    <div className={classes} {...(isDraft ? { 'data-testid': 'draft' } : { 'data-role': role })}>
      {role === 'assistant' ? <Markdown text={content} /> : <div className="bubble__text">{content}</div>}
    </div>
  );
}
