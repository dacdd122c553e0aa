import { knowledgeTables } from '#shared/drivers/knowledge/knowledge-tables.ts';
import type { Migration } from './migration.ts';

/**
 * What sources of knowledge say, beside the entities that name it by `contentHash`. Sources of older projects have fewer fields;
 * the model gives the others, and nothing they name was ever kept.
 */
export const migration: Migration = {
  name: 'knowledge',
  up(database) {
    database.exec(knowledgeTables);
  },
};
