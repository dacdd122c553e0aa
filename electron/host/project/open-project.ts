// Opens project files: to edit them, which takes the lock, or to read them as they are.
// Invariants: what is not a sound project of this version or an older one is refused before a byte of it is written.
import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ChangeLog } from './change-log.ts';
import { EditableProject } from './editable-project.ts';
import { EntityStore } from './entity-store.ts';
import { migrateFile, runMigrations, versionOf } from './migrate.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { pastState } from './past-state.ts';
import type { Project } from './project.ts';
import { pruneKnowledge } from './prune-knowledge.ts';
import { takeProjectLock } from './project-lock.ts';
import { snapshotProject } from './snapshot-project.ts';
import { storageError } from './storage-error.ts';
import { VersionStore } from './version-store.ts';

/** SQLite's `application_id` of a project file: "Dlgr". */
export const applicationId = 0x44_6c_67_72;

/** Pages are checked as a whole up to this size; in larger files only those that are read, to open them fast. */
const checkedBytes = 32 * 1024 * 1024;

export interface OpenProjectOptions {
  /** Reads the project as it is now, beside whoever edits it; an older file stays old. */
  readonly readOnly?: boolean;
  /** Epoch ms; for tests. */
  readonly now?: () => number;
  readonly migrations?: readonly Migration[];
}

/**
 * Throws PROJECT_NOT_FOUND, PROJECT_DAMAGED, PROJECT_FROM_NEWER_APP, PROJECT_MIGRATION_FAILED, STORAGE_FAILED and, unless
 * `readOnly`, PROJECT_LOCKED.
 */
export function openProject(path: string, options: OpenProjectOptions = {}): Project {
  const { readOnly = false, now = Date.now, migrations = allMigrations } = options;
  const what = `"${basename(path)}" could not be opened`;
  try {
    const realPath = realpathSync.native(path);
    if (readOnly) return readProject(realPath, migrations);
    inspect(realPath, migrations).close();
    accessSync(realPath, constants.W_OK);
    return editProject(realPath, now, migrations);
  } catch (error) {
    throw storageError(error, what);
  }
}

function editProject(path: string, now: () => number, migrations: readonly Migration[]): Project {
  const lock = takeProjectLock(path);
  let database: Database.Database | undefined;
  try {
    migrateFile(path, migrations);
    database = new Database(path, { fileMustExist: true });
    const opened = database;
    const project = new EditableProject({
      path,
      database: opened,
      now,
      release() {
        try {
          closeToOneFile(opened);
        } finally {
          lock.release();
        }
      },
    });
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    new ChangeLog(database).prune();
    pruneKnowledge(database);
    return project;
  } catch (error) {
    database?.close();
    lock.release();
    throw error;
  }
}

/** Leaves a single file without a log beside it, so that it can be copied, mailed, and read from where nothing can be written. */
function closeToOneFile(database: Database.Database): void {
  try {
    database.pragma('journal_mode = DELETE');
  } catch (error) {
    // Someone is reading, or the disk is full: the log stays, and the next opener takes it in.
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    database.close();
  }
}

function readProject(path: string, migrations: readonly Migration[]): Project {
  const view = readOnce(path, migrations, ({ log, store, versions }) => ({
    path,
    readOnly: 'This project was opened for reading only.',
    rev: log.rev(),
    document: store.load(),
    ...log.labels(),
    history: log.history(1000),
    versions: versions.list(),
  }));
  return snapshotProject(view, {
    documentAt: (point) =>
      readOnce(path, migrations, ({ log, store, versions }) => {
        try {
          return pastState(store.load(), { store, log, versions }, point).document;
        } catch (error) {
          throw storageError(error, 'That point of the history could not be read');
        }
      }),
    readKnowledge: (work) =>
      readOnce(path, migrations, ({ knowledge }) => {
        try {
          return work(knowledge);
        } catch (error) {
          throw storageError(error, 'The knowledge of this project could not be read');
        }
      }),
  });
}

interface Parts {
  readonly log: ChangeLog;
  readonly store: EntityStore;
  readonly versions: VersionStore;
  readonly knowledge: KnowledgeStore;
}

/** What `work` reads in one look at the file, which nobody can change meanwhile. */
function readOnce<Result>(
  path: string,
  migrations: readonly Migration[],
  work: (parts: Parts) => Result,
): Result {
  let database = inspect(path, migrations);
  try {
    if (versionOf(database) < migrations.length) {
      const image = database.serialize();
      // Bytes 18 and 19 say "write-ahead log"; an image in memory has none.
      image.fill(1, 18, 20);
      database.close();
      database = new Database(image);
      runMigrations(database, migrations);
    }
    const parts = {
      log: new ChangeLog(database),
      store: new EntityStore(database),
      versions: new VersionStore(database),
      knowledge: new KnowledgeStore(database),
    };
    return database.transaction(() => work(parts))();
  } finally {
    database.close();
  }
}

/** Opens for reading what is surely a project that this app understands. */
function inspect(path: string, migrations: readonly Migration[]): Database.Database {
  const stats = statSync(path);
  if (!stats.isFile()) throw notAProject(path);
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const isProject = database.pragma('application_id', { simple: true }) === applicationId;
    if (!isProject || !isSound(database, stats.size)) throw notAProject(path);
    const version = versionOf(database);
    if (version > migrations.length) {
      throw new AppError(
        'PROJECT_FROM_NEWER_APP',
        `"${basename(path)}" was saved by a newer version of Dialogram. Update Dialogram to open it.`,
        { details: { path, version, supported: migrations.length } },
      );
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isSound(database: Database.Database, size: number): boolean {
  if (size > checkedBytes) return true;
  const answers = z.array(z.object({ quick_check: z.string() })).parse(database.pragma('quick_check(1)'));
  return answers[0]?.quick_check === 'ok';
}

function notAProject(path: string): AppError {
  return new AppError(
    'PROJECT_DAMAGED',
    `"${basename(path)}" is damaged or not a Dialogram project. It was left as it is; choose another file, or restore this one from a backup.`,
    { blame: 'environment', details: { path } },
  );
}
