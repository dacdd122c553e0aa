import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { say, usePreview } from './preview-store.ts';
import { useTestUser } from './test-user-menu.tsx';

/** Enter sends, Shift+Enter begins a line. */
export function Composer(): ReactElement {
  const [text, setText] = useState('');
  const name = useTestUser()?.name;
  const isClosed = usePreview(({ session, isLost }) => session?.status === 'closed' || isLost);
  const isBusy = usePreview((preview) => preview.isBusy);
  const content = text.trim();
  const canSend = content !== '' && !isBusy && !isClosed;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!canSend) return;
    setText('');
    void say(content);
  };
  const sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };

  return (
    <form className="composer" onSubmit={send} data-own-undo>
      <Textarea
        className="composer__text"
        aria-label="Message"
        placeholder={isClosed ? 'The conversation is over' : `Write as ${name ?? 'the customer'}…`}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={limits.messageContent}
        value={text}
        disabled={isClosed}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <Button type="submit" size="sm" disabled={!canSend}>
        Send
      </Button>
    </form>
  );
}
