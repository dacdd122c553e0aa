import { Kbd, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { shorten } from '#shared/model/words.ts';
import { keyCaps } from '../commands/actions/keys.ts';
import { MessageForm } from './message-form.tsx';
import { isOperating, operatorSay, say, usePreview } from './preview-store.ts';
import { useTestUser } from './test-user-menu.tsx';
import { writingAsKeys } from './writing-as.ts';

export function Composer(): ReactElement {
  const name = useTestUser().name;
  const isClosed = usePreview(({ session, isLost }) => session?.status === 'closed' || isLost);
  const isBusy = usePreview((preview) => preview.isBusy);
  const hasOperator = usePreview(isOperating);
  const writingAs = usePreview((preview) => preview.writingAs);
  const isOperator = hasOperator && writingAs === 'operator';
  const send = (content: string): Promise<boolean> => {
    void (isOperator ? operatorSay(content) : say(content));
    return Promise.resolve(true);
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
      <MessageForm
        label="Message"
        placeholder={placeholder}
        isBusy={isBusy}
        isOver={isClosed}
        isOperator={isOperator}
        onSend={send}
      />
    </>
  );
}
