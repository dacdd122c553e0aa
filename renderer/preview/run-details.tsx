import type { ReactElement } from 'react';
import type { TraceRow } from '#shared/ipc/views.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { ValueView } from '../ui/value-view.tsx';

/** One run of one step in full: port, duration, error, notes, input and output. */
export function RunDetails({ row }: { readonly row: TraceRow }): ReactElement {
  const notes = row.notes.filter((note) => note !== row.error?.message);
  return (
    <div className="run-details">
      <dl className="run-details__facts">
        <div>
          <dt>Path</dt>
          <dd>{row.port ?? 'none taken'}</dd>
        </div>
        <div>
          <dt>Duration</dt>
          <dd>{row.durationMs === null ? 'running' : inMilliseconds(row.durationMs)}</dd>
        </div>
      </dl>
      {row.error !== null && (
        <div className="run-details__error" role="alert">
          <strong>{row.error.code}</strong>
          <p>{row.error.message}</p>
        </div>
      )}
      {notes.length > 0 && (
        <>
          <h3 className="dg-heading">Notes</h3>
          <ul className="run-details__notes">
            {notes.map((note, position) => (
              <li key={position}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <ValueView title="Input" data={row.input} />
      {row.output !== null && <ValueView title="Output" data={row.output} />}
    </div>
  );
}
