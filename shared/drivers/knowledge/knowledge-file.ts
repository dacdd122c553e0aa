// A database of knowledge alone: of a runtime, or for as long as a bundle is run.
import Database from 'better-sqlite3';
import { knowledgeTables, vectorTables } from './knowledge-tables.ts';
import { KnowledgeStore } from './knowledge-store.ts';

export interface KnowledgeFile extends Disposable {
  readonly path: string;
  readonly store: KnowledgeStore;
}

/** Opens the file, or makes it. Searches read it beside whoever writes it. */
export function openKnowledgeFile(path: string): KnowledgeFile {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('foreign_keys = ON');
    const isNew = database.pragma('user_version', { simple: true }) === 0;
    if (isNew)
      database.transaction(() =>
        database.exec(`${knowledgeTables}${vectorTables} PRAGMA user_version = 1;`),
      )();
  } catch (error) {
    database.close();
    throw error;
  }
  return { path, store: new KnowledgeStore(database), [Symbol.dispose]: () => void database.close() };
}
