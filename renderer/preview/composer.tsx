import { Button, Kbd, SegmentedControl, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, type ReactElement, useState } from 'react';
import { limits } from '#shared/model/limits.ts';
import { shorten } from '#shared/model/words.ts';
import { keyCaps } from '../commands/actions/keys.ts';
import { isOperating, operatorSay, say, usePreview } from './preview-store.ts';
import { useTestUser } from './test-user-menu.tsx';
import { writingAsKeys } from './writing-as.ts';

/** Enter sends, Shift+Enter begins a line. */
export function Composer(): ReactElement {
  const [text, setText] = useState('');
  const name = useTestUser().name;
  const isClosed = usePreview(({ session, isLost }) => session?.status === 'closed' || isLost);
  const isBusy = usePreview((preview) => preview.isBusy);
  const hasOperator = usePreview(isOperating);
  const writingAs = usePreview((preview) => preview.writingAs);
  const isOperator = hasOperator && writingAs === 'operator';
  const content = text.trim();
  const canSend = content !== '' && !isBusy && !isClosed;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!canSend) return;
    setText('');
    void (isOperator ? operatorSay(content) : say(content));
  };
  const sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event);
  };
  const placeholder = isOperator ? 'Answer as the operator…' : `Write as ${shorten(name, 30)}…`;

  return (
    <>
      {hasOperator && (
        <div className="writing-as">
          <span id="writing-as">Writing as</span>
          <SegmentedControl
            size="xs"
            aria-labelledby="writing-as"
            data={[
              { value: 'operator', label: 'Operator' },
              { value: 'customer', label: <span className="dg-truncate">{name}</span> },
            ]}
            value={writingAs}
            onChange={(value) =>
              usePreview.setState({ writingAs: value === 'customer' ? 'customer' : 'operator' })
            }
          />
          <span className="writing-as__keys">
            {keyCaps(writingAsKeys).map((cap) => (
              <Kbd key={cap} size="xs">
                {cap}
              </Kbd>
            ))}
          </span>
        </div>
      )}
      <form className={`composer${isOperator ? ' composer--operator' : ''}`} onSubmit={send} data-own-undo>
        <Textarea
          className="composer__text"
          aria-label="Message"
          placeholder={isClosed ? 'The conversation is over' : placeholder}
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
    </>
  );
}
