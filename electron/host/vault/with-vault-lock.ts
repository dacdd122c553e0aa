// One writer at a time for what is kept beside the vault, among all processes of this person: an exclusive SQLite lock,
// which the system takes back when its process dies in whatever way.
// Invariants: `act` reads what it changes inside of the lock; it does not wait, so the lock is held for moments only.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { storageError } from '../project/storage-error.ts';

const waitMs = 10_000;
const heldHere = new Set<string>();

/** Runs `act` while no other process changes what lies in `folder`. Throws STORAGE_FAILED. */
export function withVaultLock<Result>(folder: string, act: () => Result): Result {
  if (heldHere.has(folder)) return act();
  const lock = takeLock(folder);
  heldHere.add(folder);
  try {
    return act();
  } finally {
    heldHere.delete(folder);
    lock.close();
  }
}

function takeLock(folder: string): Database.Database {
  const path = join(folder, 'vault.lock');
  let lock: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    lock = new Database(path, { timeout: waitMs });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    throw storageError(error, 'What Dialogram keeps for you could not be changed');
  }
}
