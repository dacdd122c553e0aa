// A connection to a runtime's database. The thread that commits has one of its own, and imports nothing else, so that it starts at once.
// Invariant: WAL with `synchronous=FULL`, so what was committed survives the machine.
import Database from 'better-sqlite3';

/** Throws what SQLite throws. */
export function openConnection(
  path: string,
  prepare?: (database: Database.Database) => void,
): Database.Database {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // What is deleted is overwritten.
    database.pragma('secure_delete = ON');
    database.pragma('cache_size = -65536');
    // Pages of 4 KB that wait in the log before they are put in their places: the same ones are written again and again.
    database.pragma('wal_autocheckpoint = 4000');
    prepare?.(database);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}
