// What is in a database: its tables and their columns.
import type { ServiceDriver } from '#shared/drivers/live-driver.ts';
import type { DatabaseTable } from '#shared/ipc/integrations.ts';
import type { DatabaseService } from '#shared/model/entities/integration.ts';

const inStandard = (schema: string): string =>
  `SELECT table_name AS "table", column_name AS "column", data_type AS "type", is_nullable AS "nullable"
   FROM information_schema.columns WHERE table_schema = ${schema} ORDER BY table_name, ordinal_position`;

const questions: Readonly<Record<DatabaseService['engine'], string>> = {
  sqlite: `SELECT t.name AS "table", c.name AS "column", c.type AS "type",
      CASE c."notnull" WHEN 1 THEN 'NO' ELSE 'YES' END AS "nullable"
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid`,
  postgresql: inStandard('current_schema()'),
  mysql: inStandard('DATABASE()').replaceAll('"', '`'),
};

const mostColumns = 5000;

export async function tablesOf(
  driver: ServiceDriver,
  integrationId: string,
  { engine }: DatabaseService,
  signal: AbortSignal,
): Promise<readonly DatabaseTable[]> {
  const { rows } = await driver.query(
    {
      integrationId,
      sql: questions[engine],
      parameters: [],
      rowLimit: mostColumns,
      effect: 'read',
      timeoutMs: 15_000,
      cache: null,
    },
    { key: 'tables', signal },
  );
  const tables = new Map<string, DatabaseTable>();
  for (const row of rows) {
    const text = (name: string): string => {
      const value = row[name];
      return typeof value === 'string' ? value : '';
    };
    const table = tables.get(text('table')) ?? { name: text('table'), columns: [] };
    table.columns.push({
      name: text('column'),
      type: text('type').toLowerCase(),
      isNullable: text('nullable') === 'YES',
    });
    tables.set(table.name, table);
  }
  return [...tables.values()];
}
