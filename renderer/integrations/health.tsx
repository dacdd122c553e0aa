// How often an integration was asked in the last 24 hours, and what went wrong.
import type { ReactElement } from 'react';
import { countsInWords } from '../connectors/counts-in-words.ts';
import { Part } from '../ui/part.tsx';
import { timeAgo } from '../ui/time-ago.ts';
import { useIntegrationStatus } from './status-store.ts';

export function Health({ integrationId }: { readonly integrationId: string }): ReactElement {
  const status = useIntegrationStatus(({ known }) => known?.get(integrationId));
  const now = useIntegrationStatus(({ at }) => at);
  return (
    <Part title="Last 24 hours">
      <p role="status" aria-label="Requests of the last 24 hours">
        {status === undefined ? 'Being counted…' : countsInWords(status)}
      </p>
      {status !== undefined && status.lastErrors.length > 0 && (
        <ul className="connector-errors" aria-label="Last errors">
          {status.lastErrors.map(({ at, method, address, message }) => (
            <li key={`${at} ${address}`}>
              <span className="connector-errors__what">
                <b>{method}</b> {address}
              </span>
              <span className="severity--error">{message}</span>
              <time dateTime={new Date(at).toISOString()}>{timeAgo(at, now)}</time>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}
