// A database of knowledge alone: of a runtime, or for as long as a bundle is run.
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { knowledgeTables, vectorTables } from './knowledge-tables.ts';
import { KnowledgeStore } from './knowledge-store.ts';

export interface KnowledgeFile extends Disposable {
  readonly path: string;
  readonly store: KnowledgeStore;
}

const formOfTables = 1;

/** Opens the file, or makes it. Searches read it beside whoever writes it. Throws STORAGE_FAILED for one of a newer version. */
export function openKnowledgeFile(path: string): KnowledgeFile {
  const database = new Database(path);
  try {
    database.pragma('journal_mode = WAL');
    // What was acknowledged as sent is there after the power went out, too.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const form = Number(database.pragma('user_version', { simple: true }));
    if (form > formOfTables) throw newer(path);
    if (form === 0)
      database.transaction(() =>
        database.exec(`${knowledgeTables}${vectorTables} PRAGMA user_version = ${formOfTables};`),
      )();
  } catch (error) {
    database.close();
    throw error;
  }
  return { path, store: new KnowledgeStore(database), [Symbol.dispose]: () => void database.close() };
}

function newer(path: string): AppError {
  return new AppError(
    'STORAGE_FAILED',
    `The knowledge in ${path} was written by a newer version of Dialogram. Update this one.`,
    { blame: 'environment' },
  );
}
