// Asks PostgreSQL. Invariants: the extended protocol, which takes one statement and keeps values out of it; a read runs in a
// read-only transaction that is rolled back; no more rows come over than are wanted; a connection that was given up is not used again.
import { Pool, type PoolClient } from 'pg';
import Cursor from 'pg-cursor';
import { type DatabaseAddress, poolLimits, type SqlDatabase } from './database.ts';
import { GuardedSocket } from './guarded-socket.ts';
import { numberOfSql, rowOf, type SqlQuestion, type SqlRows } from './sql-rows.ts';

export function openPostgresql(address: DatabaseAddress): SqlDatabase {
  const { host, port, database, username, password, isEncrypted, allowsLocal } = address;
  const pool = new Pool({
    host,
    port,
    database,
    user: username,
    password,
    ssl: isEncrypted ? { rejectUnauthorized: true } : false,
    stream: () => new GuardedSocket(host, port, allowsLocal),
    max: poolLimits.connections,
    idleTimeoutMillis: poolLimits.idleMs,
    connectionTimeoutMillis: poolLimits.connectMs,
    allowExitOnIdle: true,
    application_name: 'Dialogram',
  });
  // An idle connection that breaks is replaced by the next query.
  pool.on('error', () => undefined);

  return {
    async query(question, signal) {
      const client = await pool.connect();
      let isUsable = false;
      const stop = (): void => client.release(true);
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        const rows = await inTransaction(client, question);
        isUsable = true;
        return rows;
      } finally {
        signal.removeEventListener('abort', stop);
        if (!signal.aborted) client.release(!isUsable);
      }
    },
    close: () => pool.end(),
  };
}

async function inTransaction(client: PoolClient, question: SqlQuestion): Promise<SqlRows> {
  const { isWrite, timeoutMs } = question;
  await client.query(isWrite ? 'BEGIN' : 'BEGIN READ ONLY');
  await client.query(`SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`);
  const rows = await read(client, question);
  await client.query(isWrite ? 'COMMIT' : 'ROLLBACK');
  // What a statement set for its session does not reach the next one.
  if (isWrite) await client.query('DISCARD ALL');
  return rows;
}

async function read(client: PoolClient, { text, parameters, rowLimit }: SqlQuestion): Promise<SqlRows> {
  const values = parameters.map((value) => (typeof value === 'number' ? String(value) : value));
  const cursor = client.query(new Cursor<unknown[]>(text, values, { rowMode: 'array', types }));
  const found = await new Promise<SqlRows>((resolve, reject) => {
    cursor.read(rowLimit + 1, (error: Error | undefined, rows, result) => {
      if (error) return reject(error);
      const columns = result.fields.map(({ name }) => name);
      const isTruncated = rows.length > rowLimit;
      const given = rows.slice(0, rowLimit).map((row) => rowOf(columns, row));
      const isRead = result.command === 'SELECT' || result.command === undefined;
      resolve({ columns, rows: given, isTruncated, changed: isRead ? 0 : (result.rowCount ?? 0) });
    });
  });
  await cursor.close();
  return found;
}

const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);
const types = { getTypeParser: (type: number) => (text: string) => valueOf(type, text) };

function valueOf(type: number, text: string): unknown {
  if (type === 16) return text === 't';
  if (numbers.has(type)) return numberOfSql(text);
  if (type === 114 || type === 3802) return JSON.parse(text);
  // As instants are written elsewhere.
  if (type === 1184) return text.replace(' ', 'T').replace(/([+-]\d\d)$/u, '$1:00');
  return text;
}
