import { Button, Loader } from '@mantine/core';
import { IconMessages, IconPlugConnectedX } from '@tabler/icons-react';
import { Fragment, type ReactElement } from 'react';
import type { SessionView } from '#shared/ipc/views.ts';
import { Unanswered } from '../knowledge/unanswered.tsx';
import { Bubble } from './bubble.tsx';
import { ChoiceOptions } from './choice-options.tsx';
import { startConversation } from '../commands/actions/preview-actions.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { usePreview } from './preview-store.ts';
import { Speaker } from './speaker.tsx';
import { useStickToEnd } from './stick-to-end.ts';

export function Chat(): ReactElement {
  const session = usePreview((preview) => preview.session);
  const sending = usePreview((preview) => preview.sending);
  const live = usePreview((preview) => preview.turn.messages);
  const draft = usePreview((preview) => preview.draft);
  const isBusy = usePreview((preview) => preview.isBusy);
  const messages = session?.transcript ?? [];
  const known = new Set(messages.map(({ id }) => id));
  const coming = live.filter(({ id }) => !known.has(id));
  const { list, onScroll } = useStickToEnd(
    `${messages.length + coming.length} ${session?.asides.length ?? 0} ${isBusy} ${draft?.content.length ?? 0}`,
    sending,
  );
  if (session === null && !isBusy) return <NotStarted />;

  const asides = new Map<string | null, SessionView['asides']>();
  for (const aside of session?.asides ?? []) {
    asides.set(aside.afterId, [...(asides.get(aside.afterId) ?? []), aside]);
  }
  const last = coming.at(-1) ?? (sending === null ? messages.at(-1) : undefined);
  const isLastSpeaker = (assistantId: string): boolean =>
    last !== undefined && 'assistantId' in last && last.assistantId === assistantId && !asides.has(last.id);
  return (
    <div
      ref={list}
      className="chat dg-scroll"
      role="log"
      aria-label="Conversation"
      tabIndex={0}
      onScroll={onScroll}
    >
      <Asides asides={asides.get(null)} />
      {messages.map((message, position) => (
        <Fragment key={message.id}>
          <Speaker {...message} isSame={isSameSpeaker(messages[position - 1], message, asides)}>
            <Bubble role={message.role} content={message.content} citations={message.citations} />
            {message.options !== null && (
              <ChoiceOptions messageId={message.id} options={message.options} picked={message.picked} />
            )}
          </Speaker>
          <Asides asides={asides.get(message.id)} />
        </Fragment>
      ))}
      {sending !== null && (
        <Speaker role={sending.role} assistantId={null} isSame={false}>
          <Bubble {...sending} />
        </Speaker>
      )}
      {coming.map(({ id, content, assistantId, isSimulated }, position) => (
        <Speaker
          key={id}
          role="assistant"
          assistantId={assistantId}
          isSame={coming[position - 1]?.assistantId === assistantId}
          isSimulated={isSimulated}
        >
          <Bubble role="assistant" content={content} />
        </Speaker>
      ))}
      {draft !== null && (
        // Changes with every frame: it is read out when it has been said.
        <div inert>
          <Speaker role="assistant" assistantId={draft.assistantId} isSame={isLastSpeaker(draft.assistantId)}>
            <Bubble role="assistant" content={draft.content} isDraft />
          </Speaker>
        </div>
      )}
      {isBusy && draft === null && (
        <div className="chat__busy" role="status" aria-label="The turn is running">
          <Loader type="dots" size={24} />
        </div>
      )}
      {!isBusy && <Unanswered session={session} />}
      <Ending />
    </div>
  );
}

type Message = SessionView['transcript'][number];

function isSameSpeaker(
  one: Message | undefined,
  other: Message,
  asides: ReadonlyMap<string | null, unknown>,
): boolean {
  return (
    one !== undefined &&
    one.role === other.role &&
    one.assistantId === other.assistantId &&
    one.options === null &&
    !asides.has(one.id)
  );
}

function Asides({ asides = [] }: { readonly asides: SessionView['asides'] | undefined }): ReactElement {
  return (
    <>
      {asides.map(({ id, text }) => (
        <p key={id} className="chat__aside">
          {text}
        </p>
      ))}
    </>
  );
}

function NotStarted(): ReactElement {
  return (
    <div className="chat chat--empty">
      <EmptyState
        Icon={IconMessages}
        title="Try your conversation"
        words="It runs exactly as it will for your customers, with everything you have built so far."
      >
        <Button size="sm" onClick={startConversation.run}>
          Start conversation
        </Button>
      </EmptyState>
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
        <Button size="compact-xs" variant="default" onClick={startConversation.run}>
          Start again
        </Button>
      </div>
    );
  }
  if (status !== 'closed') return null;
  return (
    <div className="chat__end" role="status">
      <span>The conversation is closed.</span>
      <Button size="compact-xs" variant="default" onClick={startConversation.run}>
        Start again
      </Button>
    </div>
  );
}
