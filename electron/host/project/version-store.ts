// The `version` table: names that the author gave to states of the project, each with the whole project as it was then.
import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { parseBundle } from '#shared/bundle/parse-bundle.ts';
import { writeBundle } from '#shared/bundle/write-bundle.ts';
import { spellId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { Version } from './project.ts';

const rows = z.array(z.object({ id: z.string(), name: z.string(), at: z.number() }));
const whole = z.object({ name: z.string(), document: z.string() }).optional();

export class VersionStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The latest first. */
  list(): readonly Version[] {
    return rows.parse(this.#database.prepare('SELECT id, name, at FROM version ORDER BY seq DESC').all());
  }

  /** Throws VERSION_NOT_FOUND, PROJECT_DAMAGED. */
  read(id: string): { readonly name: string; readonly document: ProjectDocument } {
    const found = whole.parse(
      this.#database.prepare('SELECT name, document FROM version WHERE id = ?').get(id),
    );
    if (found === undefined) throw notFound();
    try {
      return { name: found.name, document: parseBundle(found.document) };
    } catch (error) {
      throw new AppError('PROJECT_DAMAGED', `The version "${found.name}" is damaged. Choose another one.`, {
        blame: 'environment',
        cause: error,
      });
    }
  }

  /** Throws INVALID_INPUT when there are too many. */
  save(name: string, at: number, document: ProjectDocument): Version {
    if (this.list().length >= limits.versions) {
      throw new AppError(
        'INVALID_INPUT',
        `A project keeps at most ${limits.versions} named versions. Delete one that you no longer need.`,
      );
    }
    const id = spellId('version', randomBytes(12));
    this.#database
      .prepare('INSERT INTO version (id, name, at, document) VALUES (?, ?, ?, ?)')
      .run(id, name, at, writeBundle(document));
    return { id, name, at };
  }

  /** Throws VERSION_NOT_FOUND. */
  delete(id: string): void {
    if (this.#database.prepare('DELETE FROM version WHERE id = ?').run(id).changes === 0) throw notFound();
  }
}

function notFound(): AppError {
  return new AppError('VERSION_NOT_FOUND', 'This version is no longer there. Choose another one.');
}
