// What is in a database, and a query to try. Only reads.
import { Button, Textarea } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { AppError } from '#shared/errors/app-error.ts';
import type { DatabaseTable, QueriedDatabase } from '#shared/ipc/integrations.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Json } from '#shared/util/json.ts';
import { host } from '../state/host.ts';
import { flushEdits } from '../state/project-store.ts';
import { inMilliseconds } from '../ui/milliseconds.ts';
import { Part } from '../ui/part.tsx';
import { loadStatus } from './status-store.ts';

export function QueryPart({ integration: { id } }: { readonly integration: Integration }): ReactElement {
  const [tables, setTables] = useState<readonly DatabaseTable[] | null>(null);
  const [sql, setSql] = useState('');
  const [queried, setQueried] = useState<QueriedDatabase | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const work = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      await flushEdits();
      await task();
    } catch (thrown) {
      setTrouble(AppError.from(thrown).message);
    } finally {
      setBusy(false);
      void loadStatus();
    }
  };
  const look = (): void =>
    void work(async () => setTables((await host.invoke('integrations.tables', { id })).tables));
  const ask = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void work(async () => setQueried(await host.invoke('integrations.query', { id, sql, parameters: [] })));
  };
  return (
    <>
      <Part title="Tables">
        {tables !== null && tables.length === 0 && <p className="part__help">There are no tables yet.</p>}
        {tables !== null && tables.length > 0 && (
          <div className="tables" role="group" aria-label="Tables and columns">
            {tables.map((table) => (
              <details key={table.name}>
                <summary>
                  {table.name} <span className="part__help">{table.columns.length} columns</span>
                </summary>
                <ul className="plain-list">
                  {table.columns.map((column) => (
                    <li key={column.name}>
                      <code>{column.name}</code>{' '}
                      <span className="part__help">
                        {column.type}
                        {column.isNullable ? '' : ', never empty'}
                      </span>
                    </li>
                  ))}
                </ul>
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => setSql(`SELECT * FROM ${table.name} LIMIT 20`)}
                >
                  Look into it
                </Button>
              </details>
            ))}
          </div>
        )}
        <div>
          <Button size="xs" variant="default" loading={isBusy} onClick={look}>
            {tables === null ? 'Show the tables' : 'Look again'}
          </Button>
        </div>
        {trouble !== null && (
          <p className="severity severity--error" role="alert">
            {trouble}
          </p>
        )}
      </Part>
      <Part title="Try a query" help="It can only read, and shows at most 50 rows.">
        <form className="integrations__form" aria-label="Try a query" onSubmit={ask}>
          <Textarea
            aria-label="Query"
            className="integrations__code"
            autosize
            minRows={2}
            maxRows={12}
            value={sql}
            spellCheck={false}
            data-own-undo
            placeholder="SELECT status FROM orders"
            onChange={({ currentTarget }) => setSql(currentTarget.value)}
          />
          <div>
            <Button type="submit" size="xs" variant="default" disabled={sql.trim() === ''} loading={isBusy}>
              Run
            </Button>
          </div>
        </form>
        <div role="status" aria-label="Result of the query" className="try-result">
          {queried !== null && <Rows queried={queried} />}
        </div>
      </Part>
    </>
  );
}

function Rows({ queried: { result, error } }: { readonly queried: QueriedDatabase }): ReactElement {
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
