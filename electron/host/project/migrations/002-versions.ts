import type { Migration } from './migration.ts';

/**
 * Named versions, each a whole project in `document`, so that they stay when old changes are dropped. A later migration of
 * entities must change these documents too.
 */
export const migration: Migration = {
  name: 'versions',
  up(database) {
    database.exec(`
      CREATE TABLE version (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        at REAL NOT NULL,
        document TEXT NOT NULL
      ) STRICT`);
  },
};
