// Says in words why the disk or SQLite refused.
import { AppError } from '#shared/errors/app-error.ts';

/** By the code of a file system error, or the beginning of SQLite's (`SQLITE_IOERR_WRITE`). */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full. Free some space; what was accepted before is safe and goes on then.',
  SQLITE_FULL: 'the disk is full. Free some space; what was accepted before is safe and goes on then.',
  EACCES: 'the data folder cannot be written. Check its permissions.',
  EROFS: 'the data folder cannot be written. Check its permissions.',
  ENOENT: 'the data folder is not there and cannot be made. Set DIALOGRAM_DATA.',
  ENOTDIR: 'the data folder is no folder. Set DIALOGRAM_DATA.',
  EEXIST: 'the data folder is no folder. Set DIALOGRAM_DATA.',
  SQLITE_READONLY: 'the data folder cannot be written. Check its permissions.',
  SQLITE_CANTOPEN: 'the data folder cannot be written. Check its permissions.',
  SQLITE_BUSY: 'another program is using the database. Stop it.',
  SQLITE_CORRUPT: 'the database is damaged. Restore a backup.',
  SQLITE_NOTADB: 'the database is damaged. Restore a backup.',
};

/** An AppError stays what it is; what breaks a constraint should have been refused before and is a bug. */
export function storageFailure(thrown: unknown): AppError {
  if (AppError.is(thrown)) return thrown;
  const code =
    thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (code === '' || code.startsWith('SQLITE_CONSTRAINT')) return AppError.from(thrown);
  const reason = reasons[code] ?? reasons[code.split('_').slice(0, 2).join('_')];
  return new AppError(
    'STORAGE_FAILED',
    `It could not be stored: ${reason ?? `the storage failed (${code}). Check the disk.`}`,
    { blame: 'environment', details: { code }, cause: thrown },
  );
}
