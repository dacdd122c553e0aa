// Brings a project file to the version of this app, one migration and one transaction at a time.
// Invariants: before the first, a copy is made beside the file; when one fails, the file is as it was before the first.
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Migration } from './migrations/migration.ts';
import { storageError } from './storage-error.ts';

export function versionOf(database: Database.Database): number {
  return z.int().parse(database.pragma('user_version', { simple: true }));
}

/** Runs what is missing; for new files and copies, which need no backup. */
export function runMigrations(database: Database.Database, migrations: readonly Migration[]): void {
  for (let version = versionOf(database); version < migrations.length; version += 1) {
    database.pragma('foreign_keys = OFF');
    const migrate = database.transaction(() => {
      migrations[version]?.up(database);
      const broken = z.array(z.unknown()).parse(database.pragma('foreign_key_check'));
      if (broken.length > 0) throw new Error(`${broken.length} references lead nowhere afterwards`);
      database.pragma(`user_version = ${version + 1}`);
    });
    migrate.immediate();
  }
}

/** Throws PROJECT_MIGRATION_FAILED, naming the backup; the file is then as it was. Nobody else may have it open. */
export function migrateFile(path: string, migrations: readonly Migration[]): void {
  const what = `"${basename(path)}" could not be brought up to date`;
  const database = new Database(path);
  let backup: string;
  try {
    const version = versionOf(database);
    if (version === migrations.length) return;
    // One file without a write-ahead log beside it is what `restore` can replace.
    database.pragma('journal_mode = DELETE');
    backup = freeName(`${path}.backup-v${version}`);
    database.prepare('VACUUM INTO ?').run(backup);
  } catch (error) {
    database.close();
    throw storageError(error, what);
  }
  try {
    runMigrations(database, migrations);
  } catch (error) {
    database.close();
    restore(path, backup);
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'PROJECT_MIGRATION_FAILED',
      `${what} for this version of Dialogram: ${why}. The project is as it was; a copy is in "${backup}". Use the version that made it, and report this.`,
      { blame: 'bug', details: { backup }, cause: error },
    );
  } finally {
    database.close();
  }
}

function restore(path: string, backup: string): void {
  const partial = freeName(`${path}.restoring`);
  copyFileSync(backup, partial);
  renameSync(partial, path);
}

function freeName(wanted: string): string {
  let name = wanted;
  for (let copy = 2; existsSync(name); copy += 1) name = `${wanted}-${copy}`;
  return name;
}
