// Asks MySQL and MariaDB. Invariants: prepared statements, which take one statement and keep values out of it; a read runs in a
// read-only transaction that is rolled back; a connection that was given up, or has more rows than are wanted, is not used again.
import { createPool, type Pool, type PoolConnection } from 'mysql2';
import { z } from 'zod';
import { type DatabaseAddress, poolLimits, type SqlDatabase } from './database.ts';
import { GuardedSocket } from './guarded-socket.ts';
import { numberOfSql, rowOf, type SqlQuestion, type SqlRows } from './sql-rows.ts';

export function openMysql(address: DatabaseAddress): SqlDatabase {
  const { host, port, database, username, password, isEncrypted, allowsLocal } = address;
  const pool = createPool({
    host,
    port,
    database,
    user: username,
    password,
    ...(isEncrypted ? { ssl: { rejectUnauthorized: true } } : {}),
    stream: () => new GuardedSocket(host, port, allowsLocal).connect(),
    connectionLimit: poolLimits.connections,
    maxIdle: poolLimits.connections,
    idleTimeout: poolLimits.idleMs,
    connectTimeout: poolLimits.connectMs,
    maxPreparedStatements: 50,
    multipleStatements: false,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // A server must not get files of this computer.
    flags: ['-LOCAL_FILES'],
  });

  return {
    async query(question, signal) {
      const connection = await connect(pool);
      const stop = (): void => connection.destroy();
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        const rows = await inTransaction(connection, question);
        if (rows.isTruncated) connection.destroy();
        else connection.release();
        return rows;
      } catch (error) {
        connection.destroy();
        throw error;
      } finally {
        signal.removeEventListener('abort', stop);
      }
    },
    close: () => pool.promise().end(),
  };
}

const connect = (pool: Pool): Promise<PoolConnection> =>
  new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error === null ? resolve(connection) : reject(error)));
  });

async function inTransaction(connection: PoolConnection, question: SqlQuestion): Promise<SqlRows> {
  const { isWrite, timeoutMs } = question;
  const asked = connection.promise();
  await asked.query(
    isMariaDb(await versionOf(connection)) ? mariaDbTimeout(timeoutMs) : mysqlTimeout(timeoutMs),
  );
  await asked.query(isWrite ? 'START TRANSACTION' : 'START TRANSACTION READ ONLY');
  const rows = await read(connection, question);
  if (!rows.isTruncated || isWrite) await asked.query(isWrite ? 'COMMIT' : 'ROLLBACK');
  return rows;
}

async function versionOf(connection: PoolConnection): Promise<string> {
  const [rows] = await connection.promise().query('SELECT VERSION() AS version');
  return z.array(z.looseObject({ version: z.string() })).parse(rows)[0]?.version ?? '';
}

const isMariaDb = (version: string): boolean => /mariadb/iu.test(version);
const mariaDbTimeout = (ms: number): string => `SET SESSION max_statement_time = ${Math.ceil(ms / 1000)}`;
const mysqlTimeout = (ms: number): string => `SET SESSION max_execution_time = ${Math.ceil(ms)}`;

function read(
  connection: PoolConnection,
  { text, parameters, rowLimit, isWrite }: SqlQuestion,
): Promise<SqlRows> {
  return new Promise((resolve, reject) => {
    let fields: readonly Field[] = [];
    let changed = 0;
    const rows: (readonly unknown[])[] = [];
    const end = (isTruncated: boolean): void => {
      const columns = fields.map(({ name }) => name);
      resolve({
        columns,
        rows: rows.map((row) => rowOf(columns, valuesOf(fields, row))),
        isTruncated,
        changed,
      });
    };
    // Exact numbers go as texts: prepared statements would take them for inexact ones.
    const values = parameters.map((value) => (typeof value === 'number' ? String(value) : value));
    connection
      .execute({ sql: text, values, rowsAsArray: true })
      .on('error', reject)
      .on('fields', (given: unknown) => {
        fields = z.array(fieldSchema).catch([]).parse(given);
      })
      .on('result', (row: unknown) => {
        if (!Array.isArray(row)) {
          changed = headerSchema.catch({ affectedRows: 0 }).parse(row).affectedRows;
        } else if (rows.length < rowLimit) rows.push(row);
        else if (!isWrite) end(true);
      })
      .on('end', () => end(false));
  });
}

const fieldSchema = z.looseObject({ name: z.string(), columnType: z.number().optional() });
type Field = z.infer<typeof fieldSchema>;
const headerSchema = z.looseObject({ affectedRows: z.number() });
/** DECIMAL, LONGLONG, NEWDECIMAL. */
const exactTypes = new Set([0, 8, 246]);

function valuesOf(fields: readonly Field[], row: readonly unknown[]): readonly unknown[] {
  return row.map((value, index) =>
    typeof value === 'string' && exactTypes.has(fields[index]?.columnType ?? -1) ? numberOfSql(value) : value,
  );
}
