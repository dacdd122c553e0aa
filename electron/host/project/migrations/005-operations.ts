import type { Migration } from './migration.ts';

/**
 * A table as the first migration makes them. The app has had no way yet to make integrations; those that came in by an import are
 * brought to the shape they have now.
 */
export const migration: Migration = {
  name: 'operations',
  up(database) {
    database.exec(`
      UPDATE integration SET data = json_object(
        'id', data ->> '$.id', 'name', data ->> '$.name', 'service', json('{"kind":"http","baseUrl":""}')
      );
      CREATE TABLE operation (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        data TEXT NOT NULL,
        integration_id TEXT GENERATED ALWAYS AS (data ->> '$.integrationId') VIRTUAL NOT NULL
          REFERENCES integration (id) DEFERRABLE INITIALLY DEFERRED
      ) STRICT;
      CREATE INDEX operation_integration ON operation (integration_id)`);
  },
};
