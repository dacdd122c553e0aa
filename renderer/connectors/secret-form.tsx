// Enters a connector's secret. Invariant: it is in its field alone until it is sent; nothing gives it back.
import { Button, PasswordInput } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import type { Connector } from '#shared/model/entities/connector.ts';
import { useTask } from '../ui/use-task.ts';
import { deleteSecret, saveSecret, useConnectorStatus } from './status-store.ts';

export function SecretForm({ connector: { id, provider } }: { readonly connector: Connector }): ReactElement {
  const status = useConnectorStatus(({ known }) => known?.get(id));
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, trouble, work } = useTask();
  const [isFilled, setFilled] = useState(false);
  const hasSecret = status?.hasSecret === true;
  const missing = status?.missingServers ?? [];

  const settle = (task: () => Promise<void>): Promise<void> =>
    work(async () => {
      await task();
      if (field.current !== null) field.current.value = '';
      setFilled(false);
    });
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const secret = field.current?.value ?? '';
    if (secret !== '') void settle(() => saveSecret(id, secret));
  };
  return (
    <form className="secret-form" aria-label="Secret of the connector" onSubmit={save}>
      <div className="connector-part__row">
        <PasswordInput
          ref={field}
          className="connector-part__wide"
          label={hasSecret ? 'Replace the secret' : 'Secret'}
          placeholder={provider === 'stripe' ? 'sk_live_… or rk_live_…' : ''}
          autoComplete="off"
          spellCheck={false}
          data-own-undo
          error={trouble}
          onChange={({ currentTarget }) => setFilled(currentTarget.value !== '')}
        />
        <Button type="submit" size="sm" disabled={!isFilled} loading={isBusy}>
          Save secret
        </Button>
      </div>
      <p role="status" aria-label="Secret" className="secret-form__state" data-has-secret={hasSecret}>
        {status === undefined
          ? ''
          : hasSecret
            ? 'A secret is saved.'
            : 'No secret is saved yet, so requests are refused.'}
        {hasSecret && (
          <Button
            variant="subtle"
            color="red"
            size="compact-xs"
            onClick={() => void settle(() => deleteSecret(id))}
          >
            Forget it
          </Button>
        )}
      </p>
      {missing.length > 0 && (
        <p className="severity severity--warning" role="alert">
          The secret was not entered for {missing.join(', ')}, so it is not sent there. Enter it again if it
          may be.
        </p>
      )}
    </form>
  );
}
