// Opens the database of a data folder, and makes sure that no other process serves it.
// Invariant: one runtime per folder, by a lock that the system takes back when the process dies.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { openConnection } from './open-connection.ts';
import { storageFailure } from './storage-failure.ts';
import { migrate } from './tables.ts';

export interface OpenDatabase {
  readonly database: Database.Database;
  readonly path: string;
  close(): void;
}

/** Throws STORAGE_FAILED. */
export function openDatabase(folder: string): OpenDatabase {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = takeDataLock(folder);
    const path = join(folder, 'runtime.sqlite');
    try {
      const database = openConnection(path, migrate);
      return {
        database,
        path,
        close() {
          database.close();
          lock.close();
        },
      };
    } catch (thrown) {
      lock.close();
      throw thrown;
    }
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}

/** Held until it is closed, or the process ends in whatever way. Throws STORAGE_FAILED when it is held. */
export function takeDataLock(folder: string): { close(): void } {
  const lock = new Database(join(folder, 'runtime.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'SQLITE_BUSY')) throw thrown;
    throw new AppError(
      'STORAGE_FAILED',
      `Another runtime serves this data folder already: ${folder}. Stop it, or set DIALOGRAM_DATA to another folder.`,
      { blame: 'environment' },
    );
  }
}
