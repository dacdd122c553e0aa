import type { Migration } from './migration.ts';

/** Tables as the first migration makes them. Older projects have none of these, so nothing stored changes. */
export const migration: Migration = {
  name: 'notes-and-frames',
  up(database) {
    for (const table of ['note', 'frame']) {
      database.exec(`
        CREATE TABLE ${table} (
          seq INTEGER PRIMARY KEY,
          id TEXT NOT NULL UNIQUE,
          data TEXT NOT NULL,
          workflow_id TEXT GENERATED ALWAYS AS (data ->> '$.workflowId') VIRTUAL NOT NULL
            REFERENCES workflow (id) DEFERRABLE INITIALLY DEFERRED
        ) STRICT;
        CREATE INDEX ${table}_workflow ON ${table} (workflow_id)`);
    }
  },
};
