import { Button, Loader } from '@mantine/core';
import { IconMessages, IconPlugConnectedX } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { Bubble } from './bubble.tsx';
import { ChoiceOptions } from './choice-options.tsx';
import { startPreview, usePreview } from './preview-store.ts';

export function Chat(): ReactElement {
  const session = usePreview((preview) => preview.session);
  const sending = usePreview((preview) => preview.sending);
  const live = usePreview((preview) => preview.turn.messages);
  const isBusy = usePreview((preview) => preview.isBusy);
  const end = useRef<HTMLDivElement>(null);
  const messages = session?.transcript ?? [];
  const known = new Set(messages.map(({ id }) => id));
  const coming = live.filter(({ id }) => !known.has(id));
  const length = messages.length + coming.length + (sending === null ? 0 : 1);
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [length, isBusy]);

  if (session === null && !isBusy) return <NotStarted />;
  return (
    <div className="chat dg-scroll" role="log" aria-label="Conversation" tabIndex={0}>
      {messages.map((message, position) => (
        <div key={message.id} className="chat__entry">
          <Bubble
            role={message.role}
            content={message.content}
            name={sameSpeaker(messages[position - 1], message) ? null : message.assistantName}
          />
          {message.options !== null && (
            <ChoiceOptions messageId={message.id} options={message.options} picked={message.picked} />
          )}
        </div>
      ))}
      {sending !== null && <Bubble role="user" content={sending} name={null} />}
      {coming.map(({ id, content }) => (
        <Bubble key={id} role="assistant" content={content} name={null} />
      ))}
      {isBusy && (
        <div className="chat__busy" role="status" aria-label="The turn is running">
          <Loader type="dots" size={24} />
        </div>
      )}
      <Ending />
      <div ref={end} />
    </div>
  );
}

type Message = SessionView['transcript'][number];

function sameSpeaker(one: Message | undefined, other: Message): boolean {
  return (
    one !== undefined &&
    one.role === other.role &&
    one.assistantName === other.assistantName &&
    one.options === null
  );
}

function NotStarted(): ReactElement {
  return (
    <div className="chat chat--empty">
      <IconMessages size={30} stroke={1.4} />
      <h3>Try your conversation</h3>
      <p>It runs exactly as it will for your customers, with everything you have built so far.</p>
      <Button size="sm" onClick={() => void startPreview()}>
        Start conversation
      </Button>
    </div>
  );
}

/** Why nothing more can be said. */
function Ending(): ReactElement | null {
  const isLost = usePreview((preview) => preview.isLost);
  const status = usePreview((preview) => preview.session?.status);
  if (isLost) {
    return (
      <div className="chat__end" role="status">
        <IconPlugConnectedX size={15} />
        <span>This conversation was lost when the connection broke.</span>
        <Button size="compact-xs" variant="default" onClick={() => void startPreview()}>
          Start again
        </Button>
      </div>
    );
  }
  if (status !== 'closed') return null;
  return (
    <div className="chat__end" role="status">
      <span>The conversation is closed.</span>
      <Button size="compact-xs" variant="default" onClick={() => void startPreview()}>
        Start again
      </Button>
    </div>
  );
}
