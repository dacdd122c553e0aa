import type { ReactElement } from 'react';
import type { TraceRow } from '#shared/ipc/views.ts';
import type { JsonObject } from '#shared/util/json.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';

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
      <Data title="Input" data={row.input} />
      {row.output !== null && <Data title="Output" data={row.output} />}
    </div>
  );
}

function Data({ title, data }: { readonly title: string; readonly data: JsonObject }): ReactElement {
  return (
    <>
      <h3 className="dg-heading">{title}</h3>
      <pre className="dg-code" aria-label={title}>
        {JSON.stringify(data, null, 2)}
      </pre>
    </>
  );
}
