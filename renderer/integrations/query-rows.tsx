// What a query answered, as a table.
import type { ReactElement } from 'react';
import type { QueriedDatabase } from '#shared/ipc/integrations.ts';
import type { Json } from '#shared/util/json.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';

export function QueryRows({
  queried: { result, error },
}: {
  readonly queried: QueriedDatabase;
}): ReactElement {
  if (result === null) return <p className="severity severity--error">{error?.message}</p>;
  const { columns, rows, isTruncated, durationMs } = result;
  return (
    <>
      <p>
        {rows.length === 1 ? '1 row' : `${rows.length} rows`}
        {isTruncated ? ', and there are more' : ''} · {inMilliseconds(durationMs)}
      </p>
      {rows.length > 0 && (
        <div className="rows dg-scroll" tabIndex={0} role="region" aria-label="Rows">
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, position) => (
                // Rows have no id of their own, and never change places.
                <tr key={position}>
                  {columns.map((column) => (
                    <td key={column}>{shown(row[column])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function shown(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
