import type { Database } from 'better-sqlite3';

/**
 * One step from a version of the project file to the next. `up` runs in a transaction of its own with foreign keys off;
 * they are checked before it commits. What it changes about stored entities it must also change in `change.forward` and
 * `change.backward`, or empty `change`.
 */
export interface Migration {
  readonly name: string;
  up(database: Database): void;
}
