// Beside SQL that is being written: what the database has, and which rows come of it now. Only reads.
import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { QueriedDatabase } from '#shared/ipc/integrations.ts';
import { placeholdersIn, readSql } from '#shared/model/integrations/sql-parameters.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { host } from '../state/host.ts';
import { DatabaseTables } from './database-tables.tsx';
import { QueryRows } from './query-rows.tsx';
import { useDatabase } from './use-database.ts';

interface SqlHelpProps {
  readonly integrationId: string;
  readonly sql: string;
  /** Null when it may not be changed. */
  readonly insert: ((text: string) => void) | null;
}

export function SqlHelp({ integrationId: id, sql, insert }: SqlHelpProps): ReactElement {
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  /** Its values are asked for before the first preview. */
  const [isTried, setTried] = useState(false);
  const [queried, setQueried] = useState<QueriedDatabase | null>(null);
  const { tables, lookForTables, closeTables, isBusy, trouble, work } = useDatabase(id);
  const names = placeholdersIn(sql);
  const ask = (): void => {
    setTried(true);
    if (!isTried && names.length > 0) return;
    void work(async () => {
      setQueried(null);
      const read = readSql(
        sql,
        names.map((name) => ({ name, value: given[name] ?? '' })),
      );
      if (!read.ok) throw new AppError('INVALID_INPUT', read.problem);
      const parameters = read.order.map(({ value }) => value);
      setQueried(await host.invoke('integrations.query', { id, sql: read.sql, parameters }));
    });
  };
  return (
    <div className="sql-help">
      {tables !== null && (
        <DatabaseTables
          tables={tables}
          pick={
            insert === null
              ? { label: 'Close the tables', table: closeTables }
              : { label: 'Insert the name', table: insert, column: insert }
          }
        />
      )}
      {isTried &&
        names.map((name) => (
          <TextInput
            key={name}
            size="xs"
            label={`Value of :${name} in this preview`}
            value={given[name] ?? ''}
            data-own-undo
            onChange={({ currentTarget: { value } }) => setGiven({ ...given, [name]: value })}
          />
        ))}
      <div className="integrations__buttons">
        <Button size="compact-xs" variant="default" loading={isBusy} onClick={lookForTables}>
          {tables === null ? 'Show the tables' : 'Look again'}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          loading={isBusy}
          disabled={sql.trim() === ''}
          onClick={ask}
        >
          Preview the rows
        </Button>
      </div>
      {trouble !== null && (
        <p className="severity severity--error" role="alert">
          {trouble}
        </p>
      )}
      <div role="status" aria-label="Rows of the query" className="try-result">
        {queried !== null && <QueryRows queried={queried} />}
      </div>
    </div>
  );
}
