import { vectorTables } from '#shared/drivers/knowledge/knowledge-tables.ts';
import type { Migration } from './migration.ts';

/** What passages mean to models, beside the passages. */
export const migration: Migration = {
  name: 'vectors',
  up(database) {
    database.exec(vectorTables);
  },
};
