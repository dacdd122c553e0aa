import type { ReactElement } from 'react';
import type { ConnectorStatus } from '#shared/ipc/connectors.ts';
import { Part } from '../ui/part.tsx';
import { timeAgo } from '../ui/time-ago.ts';
import { countsInWords } from './counts-in-words.ts';

interface LastRequestsProps {
  /** Of a connector or an integration; undefined until the host told it. */
  readonly status: Pick<ConnectorStatus, 'requests' | 'errors' | 'lastErrors'> | undefined;
  /** When it was told, epoch ms. */
  readonly at: number;
}

/** How often something was asked in the last 24 hours, and what went wrong. */
export function LastRequests({ status, at: now }: LastRequestsProps): ReactElement {
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
