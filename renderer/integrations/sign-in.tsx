// Signing in by OAuth 2 in the browser, and how long it lasts.
import { Anchor, Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { IntegrationStatus } from '#shared/ipc/integrations.ts';
import type { Integration, OAuth } from '#shared/model/entities/integration.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { useTask } from '../ui/use-task.ts';
import { takeStatus, useIntegrationStatus } from './status-store.ts';

interface SignInProps {
  readonly integration: Integration;
  readonly oauth: OAuth;
}

export function SignIn({ integration: { id, name }, oauth }: SignInProps): ReactElement {
  const status = useIntegrationStatus(({ known }) => known?.get(id));
  const now = useIntegrationStatus(({ at }) => at);
  const [page, setPage] = useState<string | null>(null);
  const { isBusy, trouble, work } = useTask();
  const isByAuthor = oauth.grant === 'authorization-code';
  const isSignedIn = status?.signIn !== null && status?.signIn !== undefined;

  const settle = async (task: () => Promise<void>): Promise<void> => {
    await work(async () => {
      await flushEdits();
      await task();
    });
    setPage(null);
  };
  const signIn = (): void =>
    void settle(async () => {
      const { url } = await host.invoke('integrations.signIn', { id });
      setPage(url);
      takeStatus(await host.invoke('integrations.signedIn', { id }));
    });
  const refresh = (): void =>
    void settle(async () => takeStatus(await host.invoke('integrations.refresh', { id })));
  return (
    <div className="sign-in" role="group" aria-label="Sign-in">
      <p role="status" aria-label="Sign-in" className="secret-form__state" data-has-secret={isSignedIn}>
        {inWords(status, now, isByAuthor)}
      </p>
      <div className="integrations__buttons">
        {isByAuthor && (
          <Button
            size="xs"
            disabled={oauth.clientId === ''}
            loading={isBusy && page === null}
            onClick={signIn}
          >
            {isSignedIn ? 'Sign in again' : `Sign in to ${name}`}
          </Button>
        )}
        {(isSignedIn || !isByAuthor) && (
          <Button size="xs" variant="default" disabled={isBusy} onClick={refresh}>
            {isSignedIn ? 'Refresh now' : 'Try to sign in'}
          </Button>
        )}
        {isByAuthor && oauth.clientId === '' && (
          <span className="part__help">Enter the client id first.</span>
        )}
      </div>
      {page !== null && (
        <p>
          <Anchor inherit href={page} target="_blank" rel="noopener noreferrer">
            Open the sign-in page
          </Anchor>{' '}
          and come back when you have agreed there.
        </p>
      )}
      {trouble !== null && (
        <p className="severity severity--error" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

function inWords(status: IntegrationStatus | undefined, now: number, isByAuthor: boolean): string {
  if (status === undefined) return '';
  const { signIn } = status;
  if (signIn === null)
    return isByAuthor ? 'Not signed in yet.' : 'It signs in by itself when it is first used.';
  const { expiresAt, canRefresh } = signIn;
  if (expiresAt === null) return 'Signed in.';
  const minutes = Math.round((expiresAt - now) / 60_000);
  const renewed = canRefresh || !isByAuthor;
  if (minutes <= 0) return renewed ? 'Signed in; renewed when it is next used.' : 'The sign-in has run out.';
  const left = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `Signed in for another ${left}${renewed ? ', then renewed by itself' : ''}.`;
}
