import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';

interface MessageFormProps {
  /** Of the form, where there is more than one. */
  readonly name?: string;
  /** Of the field. */
  readonly label: string;
  readonly placeholder: string;
  readonly isBusy: boolean;
  readonly isOver: boolean;
  readonly isOperator?: boolean;
  readonly autoFocus?: boolean;
  /** Whether it was taken; else it stays to be sent again. */
  onSend(content: string): Promise<boolean>;
}

/** Where one writes in a conversation: Enter sends, Shift+Enter begins a line. */
export function MessageForm({
  name,
  label,
  placeholder,
  isBusy,
  isOver,
  isOperator = false,
  autoFocus = false,
  onSend,
}: MessageFormProps): ReactElement {
  const [text, setText] = useState('');
  const content = text.trim();
  const canSend = content !== '' && !isBusy && !isOver;
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!canSend) return;
    setText('');
    if (!(await onSend(content))) setText((now) => (now === '' ? content : now));
  };
  const sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) void send(event);
  };
  return (
    <form
      className={`composer${isOperator ? ' composer--operator' : ''}`}
      {...(name === undefined ? {} : { 'aria-label': name })}
      onSubmit={(event) => void send(event)}
      data-own-undo
    >
      <Textarea
        className="composer__text"
        aria-label={label}
        placeholder={isOver ? 'The conversation is over' : placeholder}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={limits.messageContent}
        value={text}
        disabled={isOver}
        autoFocus={autoFocus}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
      />
      <Button type="submit" size="sm" disabled={!canSend}>
        Send
      </Button>
    </form>
  );
}
