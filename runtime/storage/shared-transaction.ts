// Several writes in one transaction, and with it one wait for the disk.
// Invariants: writes run in order; one that fails takes nothing of its neighbours along: they are done again, each in a savepoint.
import type { Database, Statement } from 'better-sqlite3';

export type WriteOutcome<Result> = { readonly result: Result } | { readonly error: unknown };

export class SharedTransaction {
  readonly #database: Database;
  readonly #begin: Statement;
  readonly #end: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
  }

  /** What came of each, once it is on the disk; a work may be run twice. Throws what SQLite throws when nothing holds. */
  commit<Result>(works: readonly (() => Result)[]): readonly WriteOutcome<Result>[] {
    try {
      return this.#together(works) ?? this.#apart(works);
    } catch (thrown) {
      this.#undo();
      throw thrown;
    }
  }

  /** As nearly always: all of them are well. Undefined when one is not; then nothing has happened. */
  #together<Result>(works: readonly (() => Result)[]): readonly WriteOutcome<Result>[] | undefined {
    this.#begin.run();
    let outcomes: readonly WriteOutcome<Result>[];
    try {
      outcomes = works.map((work) => ({ result: work() }));
    } catch {
      // What it was shows when each is done by itself.
      this.#undo();
      return undefined;
    }
    this.#end.run();
    return outcomes;
  }

  #apart<Result>(works: readonly (() => Result)[]): readonly WriteOutcome<Result>[] {
    this.#begin.run();
    const outcomes = works.map((work) => this.#attempt(work));
    this.#end.run();
    return outcomes;
  }

  #attempt<Result>(work: () => Result): WriteOutcome<Result> {
    this.#database.exec('SAVEPOINT one');
    try {
      const result = work();
      this.#database.exec('RELEASE one');
      return { result };
    } catch (thrown) {
      // A full disk may have ended the whole transaction: then nothing of it holds.
      if (!this.#database.inTransaction) throw thrown;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      return { error: thrown };
    }
  }

  #undo(): void {
    if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
  }
}
