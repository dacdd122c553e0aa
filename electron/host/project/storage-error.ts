import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';

interface Cause {
  readonly code: ErrorCode;
  readonly says: string;
}

const damaged: Cause = {
  code: 'PROJECT_DAMAGED',
  says: 'it is damaged or not a Dialogram project. It was left as it is; restore it from a backup or another copy.',
};
const missing: Cause = {
  code: 'PROJECT_NOT_FOUND',
  says: 'it is not there. It may have been moved or deleted.',
};
const full: Cause = { code: 'STORAGE_FAILED', says: 'the disk is full. Free some space and try again.' };
const forbidden: Cause = {
  code: 'STORAGE_FAILED',
  says: 'the file or its folder cannot be written. Check their permissions, or use another folder.',
};
const busy: Cause = {
  code: 'PROJECT_LOCKED',
  says: 'another program is using the file. Close it there and try again.',
};

/** By the code of a file system error, or the beginning of SQLite's (`SQLITE_IOERR_WRITE`). */
const causes: Readonly<Record<string, Cause>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  ENOSPC: full,
  EDQUOT: full,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: forbidden,
  SQLITE_NOTADB: damaged,
  SQLITE_CORRUPT: damaged,
  SQLITE_FULL: full,
  SQLITE_READONLY: forbidden,
  SQLITE_CANTOPEN: forbidden,
  SQLITE_PERM: forbidden,
  SQLITE_BUSY: busy,
};

/** Says in words why the disk, the file system or SQLite refused. `what` is what failed: `"Shop.dialogram" could not be opened`. */
export function storageError(thrown: unknown, what: string): AppError {
  if (AppError.is(thrown)) return thrown;
  const code = codeOf(thrown);
  // What breaks a constraint should have been refused before: a bug, not the disk.
  if (code === undefined || code.startsWith('SQLITE_CONSTRAINT')) return AppError.from(thrown);
  const cause = causes[code] ?? causes[code.split('_').slice(0, 2).join('_')];
  return new AppError(
    cause?.code ?? 'STORAGE_FAILED',
    `${what}: ${cause?.says ?? `the storage failed (${code}). Check the disk and try again.`}`,
    { blame: 'environment', details: { code }, cause: thrown },
  );
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}
