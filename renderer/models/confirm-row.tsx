import { Button } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

interface ConfirmRowProps {
  readonly question: string;
  readonly yes: string;
  readonly children?: ReactNode;
  onYes(): void;
  onNo(): void;
}

/** Asks once more, in place, before something that cannot be undone. The focus is on what changes nothing. */
export function ConfirmRow({ question, yes, children, onYes, onNo }: ConfirmRowProps): ReactElement {
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div className="confirm-row" role="group" aria-label={question}>
      <p role="alert">{question}</p>
      {children}
      <div className="provider-form__buttons">
        <Button ref={keep} variant="default" size="xs" onClick={onNo}>
          Keep
        </Button>
        <Button color="red" variant="light" size="xs" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </div>
  );
}
