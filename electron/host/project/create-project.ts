// Makes new project files. Invariants: a file appears at its path whole or not at all, and replaces none.
import { constants, copyFileSync, existsSync, linkSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { takeKnowledge } from '#shared/drivers/knowledge/bundled-knowledge.ts';
import { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { checkIntegrity, describeIssues } from '#shared/model/check-integrity.ts';
import { collectionNames } from '#shared/model/apply-patches.ts';
import { patchSchema } from '#shared/model/edit.ts';
import type { KnowledgeContents } from '#shared/model/knowledge-content.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { EntityStore } from './entity-store.ts';
import { runMigrations } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { applicationId, openProject } from './open-project.ts';
import type { Project } from './project.ts';
import { storageError } from './storage-error.ts';

/**
 * Makes the file, with what the sources of knowledge say, and opens it for editing. Its folder must be there. Throws PROJECT_EXISTS,
 * EDIT_INVALID, STORAGE_FAILED.
 */
export function createProject(
  path: string,
  document: ProjectDocument,
  knowledge: KnowledgeContents = {},
): Project {
  const issues = checkIntegrity(document);
  if (issues.length > 0) throw new AppError('EDIT_INVALID', `No project was made: ${describeIssues(issues)}`);
  if (existsSync(path)) throw exists(path);
  let partial: string | undefined;
  try {
    partial = join(realpathSync.native(dirname(path)), `.${basename(path)}.${randomUUID()}`);
    writeFile(partial, document, knowledge);
    publish(partial, path);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw exists(path);
    throw creationError(error, path);
  } finally {
    if (partial !== undefined) rmSync(partial, { force: true });
  }
  return openProject(path);
}

function writeFile(path: string, given: ProjectDocument, knowledge: KnowledgeContents): void {
  const database = new Database(path);
  try {
    database.pragma(`application_id = ${applicationId}`);
    runMigrations(database, migrations);
    const document = takeKnowledge(new KnowledgeStore(database), given, knowledge);
    const store = new EntityStore(database);
    const entities = [
      { collection: 'workspace', id: document.workspace.id, value: document.workspace },
      ...collectionNames.flatMap((collection) =>
        document[collection].map((value) => ({ collection, id: value.id, value })),
      ),
    ];
    database.pragma('foreign_keys = ON');
    database.transaction(() =>
      store.write(entities.map((entity) => ({ place: null, patch: patchSchema.parse(entity) }))),
    )();
  } finally {
    database.close();
  }
}

/** Gives the finished file its name, unless something has that name. */
function publish(partial: string, path: string): void {
  try {
    linkSync(partial, path);
  } catch (error) {
    // Some file systems (FAT, network folders) know no links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].some((code) => hasCode(error, code))) throw error;
    copyFileSync(partial, path, constants.COPYFILE_EXCL);
  }
}

function creationError(error: unknown, path: string): AppError {
  if (!hasCode(error, 'ENOENT')) return storageError(error, `"${basename(path)}" could not be made`);
  return new AppError(
    'STORAGE_FAILED',
    `"${basename(path)}" could not be made: the folder "${dirname(path)}" does not exist. Make it or choose another one.`,
    { cause: error },
  );
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

function exists(path: string): AppError {
  return new AppError(
    'PROJECT_EXISTS',
    `"${basename(path)}" is already there and was not replaced. Choose another name.`,
    { details: { path } },
  );
}
