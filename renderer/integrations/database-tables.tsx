// The tables of a database with their columns, and what a click on one does.
import { Button, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { DatabaseTable } from '#shared/ipc/integrations.ts';

interface DatabaseTablesProps {
  readonly tables: readonly DatabaseTable[];
  readonly pick: {
    readonly label: string;
    table(name: string): void;
    /** Left out: columns are only shown. */
    column?(name: string): void;
  };
}

export function DatabaseTables({ tables, pick }: DatabaseTablesProps): ReactElement {
  const { column: pickColumn } = pick;
  if (tables.length === 0) return <p className="part__help">There are no tables yet.</p>;
  return (
    <div className="tables" role="group" aria-label="Tables and columns">
      {tables.map(({ name, columns }) => (
        <details key={name}>
          <summary>
            {name} <span className="part__help">{columns.length} columns</span>
          </summary>
          <ul className="plain-list">
            {columns.map((column) => (
              <li key={column.name}>
                {pickColumn === undefined ? (
                  <code>{column.name}</code>
                ) : (
                  <UnstyledButton
                    className="tables__column"
                    aria-label={`Insert ${column.name}`}
                    onClick={() => pickColumn(column.name)}
                  >
                    <code>{column.name}</code>
                  </UnstyledButton>
                )}{' '}
                <span className="part__help">
                  {column.type}
                  {column.isNullable ? '' : ', never empty'}
                </span>
              </li>
            ))}
          </ul>
          <Button size="compact-xs" variant="subtle" onClick={() => pick.table(name)}>
            {pick.label}
          </Button>
        </details>
      ))}
    </div>
  );
}
