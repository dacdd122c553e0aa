// A conversation with what is live, as a customer has it. Invariant: it is asked for what was said since only while it is seen, and
// a late answer never takes the place of a newer one.
import { Button, Loader } from '@mantine/core';
import { IconMessageCircle } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelRequest, ChannelResponse } from '#shared/ipc/channels.ts';
import type { PublishTarget } from '#shared/model/entities/publishing.ts';
import type { MessageView } from '#shared/runtime-api/conversations.ts';
import { Bubble } from '../preview/bubble.tsx';
import { MessageForm } from '../preview/message-form.tsx';
import { Speaker } from '../preview/speaker.tsx';
import { useStickToEnd } from '../preview/stick-to-end.ts';
import { host } from '../state/host.ts';

type Talked = ChannelResponse<'publish.talk'>;
type Said = ChannelRequest<'publish.talk'>['say'];

/** Operators answer, and timers run out, while nobody writes. */
const lookEveryMs = 3000;

export function Talk({ target }: { readonly target: PublishTarget }): ReactElement {
  const [talked, setTalked] = useState<Talked | null>(null);
  /** What was just written, until the answer has it; empty for an option or a beginning. */
  const [sending, setSending] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const asked = useRef(0);
  const isBusy = sending !== null;

  const ask = async (conversationId: string | null, said: Said): Promise<boolean> => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const answer = await host.invoke('publish.talk', { targetId: target.id, conversationId, say: said });
      if (mine === asked.current) setTalked(answer);
      return true;
    } catch (thrown) {
      if (mine === asked.current) setTrouble(AppError.from(thrown).message);
      return false;
    }
  };
  const send = async (words: string, conversationId: string | null, said: Said): Promise<boolean> => {
    setSending(words);
    setTrouble(null);
    const isTaken = await ask(conversationId, said);
    setSending(null);
    return isTaken;
  };
  const begin = (): void => {
    setTalked(null);
    void send('', null, null);
  };

  const isOver = talked?.status === 'closed';
  useEffect(() => {
    if (talked === null || isBusy || isOver || trouble !== null) return undefined;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') void ask(talked.id, null);
      else setTalked({ ...talked });
    }, lookEveryMs);
    return () => clearTimeout(timer);
  });

  if (talked === null) {
    return (
      <>
        {trouble !== null && (
          <p className="publish__warning" role="alert">
            {trouble}
          </p>
        )}
        <div className="publish__buttons">
          <Button
            size="xs"
            variant="default"
            leftSection={<IconMessageCircle size={15} />}
            loading={isBusy}
            onClick={begin}
          >
            Talk to it
          </Button>
        </div>
      </>
    );
  }
  return (
    <div className="publish-talk" role="group" aria-label="Conversation with what is live">
      <div className="publish-talk__head">
        <p className="publish__muted">
          You talk to version {talked.version} as a visitor, and for real: operators see it, and what it does
          is done.
        </p>
        <Button size="compact-xs" variant="subtle" disabled={isBusy} onClick={begin}>
          Start again
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => setTalked(null)}>
          Close
        </Button>
      </div>
      <Messages
        talked={talked}
        sending={sending}
        onPick={(message, { label, value }) =>
          void send(label, talked.id, { content: label, choice: { value, messageId: message.id } })
        }
      />
      {trouble !== null && (
        <p className="publish__warning" role="alert">
          {trouble}
        </p>
      )}
      <MessageForm
        name="Write to it"
        label="Message to what is live"
        placeholder="Write as a customer…"
        isBusy={isBusy}
        isOver={isOver}
        autoFocus
        onSend={(content) => send(content, talked.id, { content })}
      />
    </div>
  );
}

interface MessagesProps {
  readonly talked: Talked;
  readonly sending: string | null;
  onPick(message: MessageView, option: NonNullable<MessageView['options']>[number]): void;
}

function Messages({ talked, sending, onPick }: MessagesProps): ReactElement {
  const { messages, openChoiceId, status, operator } = talked;
  const { list, onScroll } = useStickToEnd(`${messages.length} ${sending ?? ''}`, sending);
  return (
    <div
      ref={list}
      className="chat publish-talk__chat dg-scroll"
      role="log"
      aria-label="Messages"
      tabIndex={0}
      onScroll={onScroll}
    >
      {messages
        .filter(({ role, content }) => role !== 'user' || content !== '')
        .map((message, position, all) => {
          const { id, role, content, assistantId = null, citations, options = [] } = message;
          const before = all[position - 1];
          const isSame = before?.role === role && (before.assistantId ?? null) === assistantId;
          return (
            <Speaker key={id} role={role} assistantId={assistantId} isSame={isSame}>
              <Bubble role={role} content={content} citations={citations} />
              {options.length > 0 && (
                <div className="options" role="group" aria-label="Options">
                  {options.map((option) => (
                    <button
                      key={`${typeof option.value} ${String(option.value)}`}
                      type="button"
                      className="options__pill"
                      disabled={id !== openChoiceId || sending !== null}
                      onClick={() => onPick(message, option)}
                    >
                      {option.label}
                    </button>
                  ))}
                </div>
              )}
            </Speaker>
          );
        })}
      {sending !== null && sending !== '' && (
        <Speaker role="user" assistantId={null} isSame={false}>
          <Bubble role="user" content={sending} />
        </Speaker>
      )}
      {sending !== null && (
        <div className="chat__busy" role="status" aria-label="It is answering">
          <Loader type="dots" size={24} />
        </div>
      )}
      {sending === null && statusWords({ status, operator }) !== null && (
        <p className="chat__aside">{statusWords({ status, operator })}</p>
      )}
    </div>
  );
}

function statusWords({ status, operator }: Pick<Talked, 'status' | 'operator'>): string | null {
  if (status === 'closed') return 'The conversation is over.';
  if (operator === 'active') return 'An operator takes part.';
  return status === 'escalated' ? 'An operator was asked for.' : null;
}
