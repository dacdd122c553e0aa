import type { ReactElement } from 'react';
import type { ConnectorStatus } from '#shared/ipc/connectors.ts';
import { countsInWords } from './counts-in-words.ts';

interface RowStateProps {
  /** What keeps it from working, in two words. */
  readonly lack: string | null;
  readonly status: Pick<ConnectorStatus, 'requests' | 'errors'> | undefined;
}

/** At the end of a row of a list: how a connector or an integration is. */
export function RowState({ lack, status }: RowStateProps): ReactElement {
  return (
    <span className="connector-row__state">
      {lack !== null && <span className="connector-chip connector-chip--warn">{lack}</span>}
      {status !== undefined && (
        <span
          className={status.errors > 0 ? 'connector-row__counts severity--error' : 'connector-row__counts'}
        >
          {countsInWords(status)}
        </span>
      )}
    </span>
  );
}
