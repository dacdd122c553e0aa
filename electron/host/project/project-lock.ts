// One writer per project file: `<file>.lock` beside it, held by an exclusive SQLite lock, which the system takes back
// when the process dies in whatever way. The file that stays behind then means nothing.
// Invariants: the lock file is never opened while this process holds it (closing any descriptor would drop the lock);
// it is deleted only by its holder, and a taker makes sure that it locked the file that is still at the path.
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { storageError } from './storage-error.ts';

export interface ProjectLock {
  release(): void;
}

const heldHere = new Set<string>();

/** Throws PROJECT_LOCKED when someone else writes the project at `path` (absolute, links resolved), STORAGE_FAILED. */
export function takeProjectLock(path: string): ProjectLock {
  if (heldHere.has(path)) throw locked(path);
  const lockPath = `${path}.lock`;
  try {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const database = lockFile(lockPath);
      if (database !== undefined) {
        heldHere.add(path);
        return { release: () => releaseLock(path, database) };
      }
    }
  } catch (error) {
    if (codeOf(error)?.startsWith('SQLITE_BUSY') === true) throw locked(path);
    throw storageError(error, `"${basename(path)}" could not be opened for editing`);
  }
  throw locked(path);
}

/** Undefined when the previous holder deleted the file between opening and locking it. */
function lockFile(lockPath: string): Database.Database | undefined {
  closeSync(openSync(lockPath, 'a'));
  const before = statSync(lockPath, { bigint: true, throwIfNoEntry: false });
  const database = new Database(lockPath, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    const after = statSync(lockPath, { bigint: true, throwIfNoEntry: false });
    if (before !== undefined && before.ino === after?.ino) return database;
    database.close();
    return undefined;
  } catch (error) {
    database.close();
    // Some file systems fail to look at a file that was deleted while it was being opened.
    if (codeOf(error) === 'SQLITE_IOERR_FSTAT') return undefined;
    throw error;
  }
}

function releaseLock(path: string, database: Database.Database): void {
  if (!heldHere.delete(path)) return;
  const remove = () => rmSync(`${path}.lock`, { force: true });
  // Windows cannot delete an open file; elsewhere it must go while it is still locked.
  if (process.platform !== 'win32') remove();
  database.close();
  if (process.platform === 'win32') {
    try {
      remove();
    } catch (error) {
      // Another process has just taken it.
      if (codeOf(error) !== 'EBUSY' && codeOf(error) !== 'EPERM') throw error;
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function locked(path: string): AppError {
  return new AppError(
    'PROJECT_LOCKED',
    `"${basename(path)}" is open in another Dialogram window or program. Close it there, then open it again here to edit it.`,
    { details: { path } },
  );
}
