// What is in a database, and a query to try. Only reads.
import { Button, Textarea } from '@mantine/core';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import type { QueriedDatabase } from '#shared/ipc/integrations.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import { host } from '../state/host.ts';
import { Part } from '../ui/part.tsx';
import { DatabaseTables } from './database-tables.tsx';
import { QueryRows } from './query-rows.tsx';
import { useDatabase } from './use-database.ts';

export function QueryPart({ integration: { id } }: { readonly integration: Integration }): ReactElement {
  const [sql, setSql] = useState('');
  const [queried, setQueried] = useState<QueriedDatabase | null>(null);
  const { tables, lookForTables, isBusy, trouble, work } = useDatabase(id);
  const ask = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void work(async () => setQueried(await host.invoke('integrations.query', { id, sql, parameters: [] })));
  };
  return (
    <>
      <Part title="Tables">
        {tables !== null && (
          <DatabaseTables
            tables={tables}
            pick={{ label: 'Look into it', table: (name) => setSql(`SELECT * FROM ${name} LIMIT 20`) }}
          />
        )}
        <div>
          <Button size="xs" variant="default" loading={isBusy} onClick={lookForTables}>
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
          {queried !== null && <QueryRows queried={queried} />}
        </div>
      </Part>
    </>
  );
}
