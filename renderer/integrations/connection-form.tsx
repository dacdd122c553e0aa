// Enters an integration's secret, and signs in. Invariant: a secret is in its field alone until it is sent; nothing gives it back.
import { Anchor, Button, PasswordInput } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useRef, useState } from 'react';
import type { IntegrationStatuses } from '#shared/ipc/integrations.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import { integrationPresets } from '#shared/model/integration-presets/integration-presets.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { useTask } from '../ui/use-task.ts';
import { SignIn } from './sign-in.tsx';
import { takeStatus, useIntegrationStatus } from './status-store.ts';

export function ConnectionForm({ integration }: { readonly integration: Integration }): ReactElement {
  const { id, service } = integration;
  const status = useIntegrationStatus(({ known }) => known?.get(id));
  const field = useRef<HTMLInputElement>(null);
  const { isBusy, trouble, work } = useTask();
  const [isFilled, setFilled] = useState(false);
  const hasSecret = status?.hasSecret === true;
  const missing = status?.missingServers ?? [];
  const words = wordsFor(integration);

  const settle = (task: () => Promise<IntegrationStatuses>): Promise<void> =>
    work(async () => {
      await flushEdits();
      takeStatus(await task());
      if (field.current !== null) field.current.value = '';
      setFilled(false);
    });
  const save = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const secret = field.current?.value ?? '';
    void settle(() => host.invoke('integrations.saveSecret', { id, secret }));
  };
  const oauth =
    service.kind === 'http' && service.authorization.kind === 'oauth2' ? service.authorization : null;
  return (
    <>
      {words !== null && (
        <form className="secret-form" aria-label="Secret of the integration" onSubmit={save}>
          <div className="connector-part__row">
            {words.label === null ? null : (
              <PasswordInput
                ref={field}
                className="connector-part__wide"
                label={hasSecret ? `Replace: ${words.label}` : words.label}
                placeholder={words.hint}
                autoComplete="off"
                spellCheck={false}
                data-own-undo
                error={trouble}
                onChange={({ currentTarget }) => setFilled(currentTarget.value !== '')}
              />
            )}
            <Button type="submit" size="sm" disabled={!isFilled && !words.mayBeEmpty} loading={isBusy}>
              {words.button}
            </Button>
          </div>
          {words.label === null && trouble !== null && (
            <p className="severity severity--error" role="alert">
              {trouble}
            </p>
          )}
          <p role="status" aria-label="Secret" className="secret-form__state" data-has-secret={hasSecret}>
            {status === undefined ? '' : hasSecret ? words.saved : words.unsaved}
            {(hasSecret || status?.signIn) && (
              <Button
                variant="subtle"
                color="red"
                size="compact-xs"
                onClick={() => void settle(() => host.invoke('integrations.disconnect', { id }))}
              >
                Disconnect
              </Button>
            )}
            {words.helpUrl !== '' && !hasSecret && (
              <Anchor inherit href={words.helpUrl} target="_blank" rel="noopener noreferrer">
                Where to find it
              </Anchor>
            )}
          </p>
        </form>
      )}
      {oauth !== null && <SignIn integration={integration} oauth={oauth} />}
      {missing.length > 0 && (
        <p className="severity severity--warning" role="alert">
          It was not connected for {missing.join(', ')}, so nothing is sent there. Connect it again if it may
          be.
        </p>
      )}
    </>
  );
}

interface Words {
  /** Null: nothing is to be typed. */
  readonly label: string | null;
  readonly hint: string;
  readonly button: string;
  readonly saved: string;
  readonly unsaved: string;
  readonly mayBeEmpty: boolean;
  readonly helpUrl: string;
}

const usual = {
  hint: '',
  button: 'Save secret',
  saved: 'A secret is saved.',
  unsaved: 'No secret is saved yet, so requests are refused.',
  mayBeEmpty: false,
  helpUrl: '',
} as const;

/** Null when there is nothing to save. */
function wordsFor({ service, preset }: Integration): Words | null {
  if (service.kind === 'database') {
    if (service.engine === 'sqlite') {
      return {
        ...usual,
        label: null,
        button: 'Allow this file',
        saved: 'Actions may ask this file.',
        unsaved: 'Actions may not ask this file yet.',
        mayBeEmpty: true,
      };
    }
    return {
      ...usual,
      label: 'Password',
      button: 'Connect',
      saved: 'A password is saved.',
      unsaved: 'Not connected yet, so queries are refused.',
      mayBeEmpty: true,
    };
  }
  const known = integrationPresets.find(({ id }) => id === preset);
  const { kind } = service.authorization;
  if (kind === 'none') return null;
  const label = kind === 'oauth2' ? 'Client secret' : kind === 'basic' ? 'Password' : 'Key or token';
  return {
    ...usual,
    label: known?.secretLabel ?? label,
    hint: known?.secretHint ?? '',
    helpUrl: known?.helpUrl ?? '',
    mayBeEmpty: kind === 'oauth2',
    unsaved: kind === 'oauth2' ? 'No client secret is saved; some services need none.' : usual.unsaved,
  };
}
