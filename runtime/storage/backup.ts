// Copies of a data folder, made while it is served, and put back.
// Invariants: a copy is whole or not there; restoring never deletes what was there before: it is moved aside. The master key is not
// part of a copy, so that a copy alone opens no secret.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { takeDataLock } from './open-database.ts';
import { storageFailure } from './storage-failure.ts';

const files = ['runtime.sqlite', 'knowledge.sqlite'] as const;
/** What SQLite says of a file that it cannot make sense of. */
const damaged: ReadonlySet<string> = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);
const leftovers = ['-wal', '-shm'] as const;

/** Into a folder that is not there yet. Gives words about what was done. */
export async function backUp(data: string, to: string): Promise<string> {
  refuseUnless(
    existsSync(join(data, files[0])),
    `There is no data to back up in ${data}. Set DIALOGRAM_DATA.`,
  );
  refuseUnless(!existsSync(to), `${to} exists already. Name a new folder.`);
  const unfinished = `${to}.unfinished`;
  try {
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    for (const file of files) {
      if (existsSync(join(data, file))) await copy(join(data, file), join(unfinished, file));
    }
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw storageFailure(error);
  }
  return `Backed up to ${to}. Keep the master key (master.key, or DIALOGRAM_MASTER_KEY) elsewhere: it is not part of it.`;
}

export async function restore(data: string, from: string): Promise<string> {
  refuseUnless(existsSync(join(from, files[0])), `${from} is not a backup.`);
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const lock = takeDataLock(data);
    try {
      for (const file of files) rmSync(join(data, `${file}.restored`), { force: true });
      const aside = join(data, `before-restore-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`);
      for (const file of files) {
        if (existsSync(join(from, file))) await copy(join(from, file), join(data, `${file}.restored`));
      }
      mkdirSync(aside, { mode: 0o700 });
      for (const file of files) {
        for (const name of [file, ...leftovers.map((suffix) => file + suffix)]) {
          if (existsSync(join(data, name))) renameSync(join(data, name), join(aside, name));
        }
        const restored = join(data, `${file}.restored`);
        if (existsSync(restored)) renameSync(restored, join(data, file));
      }
      return `Restored. What was there before lies in ${aside}.`;
    } finally {
      lock.close();
    }
  } catch (error) {
    throw storageFailure(error);
  }
}

/** With everything that is committed, whoever writes meanwhile. Refuses what is no whole database of a runtime. */
async function copy(from: string, to: string): Promise<void> {
  const refuse = (damage: string): void =>
    refuseUnless(false, `${from} is damaged, so nothing was copied from it: ${damage}`);
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    const checked = database.pragma('quick_check(1)', { simple: true });
    if (checked !== 'ok') refuse(String(checked));
    if (database.pragma('user_version', { simple: true }) === 0) refuse('it is empty.');
    await database.backup(to);
  } catch (error) {
    if (error instanceof Database.SqliteError && damaged.has(error.code)) refuse(error.message);
    throw error;
  } finally {
    database.close();
  }
}

function refuseUnless(isFine: boolean, message: string): void {
  if (!isFine) throw new AppError('INVALID_INPUT', message, { blame: 'environment' });
}
