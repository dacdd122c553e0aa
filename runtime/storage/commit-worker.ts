// The thread that commits: what it is sent is one transaction, and it answers when that is on the disk.
import { parentPort, workerData } from 'node:worker_threads';
import type { Database, Statement } from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import type { CommitAnswer } from './commit-thread.ts';
import { openConnection } from './open-database.ts';
import { SharedTransaction } from './shared-transaction.ts';
import { storageFailure } from './storage-failure.ts';
import type { WriteStatement } from './write-statement.ts';

const refusals = {
  CONVERSATION_NOT_FOUND: () =>
    new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.'),
  TURN_NOT_STORED: () =>
    new AppError('STORAGE_FAILED', 'What this turn answers was not stored.', { blame: 'environment' }),
} as const;

let storage: { readonly database: Database; readonly transaction: SharedTransaction } | undefined;
/** Prepared once; there are as many as the program knows. */
const prepared = new Map<string, Statement>();

function answer(writes: readonly (readonly WriteStatement[])[]): CommitAnswer {
  try {
    // Not at the start: an error is told to whoever writes.
    storage ??= open(String(workerData));
    const { database, transaction } = storage;
    const outcomes = transaction.commit(writes.map((statements) => () => perform(database, statements)));
    return {
      errors: outcomes.flatMap((outcome, index) =>
        'error' in outcome ? [[index, outcome.error.toJSON()] as const] : [],
      ),
    };
  } catch (thrown) {
    return { failure: storageFailure(thrown).toJSON() };
  }
}

function open(path: string) {
  const database = openConnection(path);
  return { database, transaction: new SharedTransaction(database) };
}

function perform(database: Database, statements: readonly WriteStatement[]): void {
  for (const { sql, values, orElse } of statements) {
    let statement = prepared.get(sql);
    if (statement === undefined) prepared.set(sql, (statement = database.prepare(sql)));
    if (statement.reader) statement.all(...values);
    else if (statement.run(...values).changes === 0 && orElse !== undefined) throw refusals[orElse]();
  }
}

parentPort?.on('message', (writes: readonly (readonly WriteStatement[])[]) => {
  parentPort?.postMessage(answer(writes));
});
