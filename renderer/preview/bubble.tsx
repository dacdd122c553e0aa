import type { ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { Markdown } from '../ui/markdown.tsx';

interface BubbleProps {
  readonly role: SessionView['transcript'][number]['role'];
  readonly content: string;
  readonly name: string | null;
}

/** One message. What a customer writes is shown as typed; the rest is Markdown. */
export function Bubble({ role, content, name }: BubbleProps): ReactElement {
  return (
    <div className={`bubble bubble--${role}`} data-role={role}>
      {name !== null && role !== 'user' && <span className="bubble__name">{name}</span>}
      {role === 'user' ? <div className="bubble__text">{content}</div> : <Markdown text={content} />}
    </div>
  );
}
