// The process that asks one SQLite file: a heavy query holds up nobody but itself, and is killed with it.
// Invariants: the file is opened for reading unless something is to be written; it is never made; one statement at a time.
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { watchProcess } from '../../process-watch.ts';
import { sqliteQuestionSchema, type SqliteAnswer } from './sqlite-protocol.ts';
import { rowOf } from './sql-rows.ts';

function answer(raw: unknown): SqliteAnswer {
  const { id, path, text, parameters, isWrite, rowLimit, timeoutMs } = sqliteQuestionSchema.parse(raw);
  let database: Database.Database | undefined;
  try {
    database = new Database(path, {
      readonly: !isWrite,
      fileMustExist: true,
      timeout: Math.min(timeoutMs, 5000),
    });
    database.pragma('trusted_schema = OFF');
    if (!isWrite) database.pragma('query_only = ON');
    const statement = database.prepare<(string | number | null)[], unknown[]>(text);
    if (!statement.reader) {
      const { changes } = statement.run(...parameters);
      return { id, rows: { columns: [], rows: [], isTruncated: false, changed: changes } };
    }
    const columns = statement.columns().map(({ name }) => name);
    const rows = [];
    let isTruncated = false;
    for (const values of statement.raw().iterate(...parameters)) {
      isTruncated = rows.length >= rowLimit;
      // A write that gives its rows back is done once all of them were read.
      if (isTruncated && statement.readonly) break;
      if (!isTruncated) rows.push(rowOf(columns, values));
    }
    return { id, rows: { columns, rows, isTruncated, changed: statement.readonly ? 0 : rows.length } };
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { id, error: new AppError('SQL_FAILED', `The database answered: ${why.slice(0, 500)}`).toJSON() };
  } finally {
    database?.close();
  }
}

await watchProcess();
process.on('message', (raw) => process.send?.(answer(raw)));
process.once('disconnect', () => process.exit());
