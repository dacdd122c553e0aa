// The one writer of the database: whatever is written in one tick shares a transaction, and with it one wait for the disk.
// Invariants: writes run in the order they were asked for; one that fails takes nothing of its neighbours along: they are done again,
// each in a savepoint; a write's promise settles after the commit, never before; when the commit fails, all of them fail.
import type { Database, Statement } from 'better-sqlite3';
import { storageFailure } from './storage-failure.ts';

export interface CommitStatistics {
  readonly writes: number;
  readonly seconds: number;
  readonly isFailed: boolean;
}

export interface GroupCommitOptions {
  /** Whether more is about to be written, by what runs elsewhere just now; then a commit waits a moment for it. */
  readonly expectsMore?: () => boolean;
  /** Told after each transaction; must not throw. */
  readonly onCommit?: (statistics: CommitStatistics) => void;
}

interface Waiting {
  /** Runs inside the transaction; gives what is done once it is committed. */
  run(): () => void;
  fail(error: unknown): void;
}

/** Milliseconds that a commit waits at most, and never longer than the one before took. */
const longestPause = 4;

export class GroupCommit {
  readonly #database: Database;
  readonly #options: GroupCommitOptions;
  readonly #begin: Statement;
  readonly #end: Statement;
  readonly #undo: Statement;
  #waiting: Waiting[] = [];
  #isScheduled = false;
  #last = { endedAt: 0, took: 0 };

  constructor(database: Database, options: GroupCommitOptions = {}) {
    this.#database = database;
    this.#options = options;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#end = database.prepare('COMMIT');
    this.#undo = database.prepare('ROLLBACK');
  }

  /** Resolves with what `work` gave, once it is on the disk. `work` is synchronous and may be run again. Rejects with STORAGE_FAILED or what it threw. */
  write<Result>(work: () => Result): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    this.#waiting.push({
      run() {
        const result = work();
        return () => resolve(result);
      },
      fail: reject,
    });
    if (!this.#isScheduled) {
      this.#isScheduled = true;
      setImmediate(() => this.#flushSoon());
    }
    return promise;
  }

  /** Waiting for the disk holds up everything: where turns are under way, at most half of the time goes to it. */
  #flushSoon(): void {
    const { endedAt, took } = this.#last;
    const pause = Math.min(took, longestPause) - (performance.now() - endedAt);
    if (pause >= 1 && this.#options.expectsMore?.() === true) setTimeout(() => this.flush(), pause);
    else this.flush();
  }

  /** Commits what waits, now. */
  flush(): void {
    this.#isScheduled = false;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const startedAt = performance.now();
    const failed = this.#commit(batch);
    const endedAt = performance.now();
    const took = endedAt - startedAt;
    this.#last = { endedAt, took };
    this.#options.onCommit?.({
      writes: batch.length,
      seconds: took / 1000,
      isFailed: failed !== undefined,
    });
  }

  /** Gives the error of a transaction that came to nothing. */
  #commit(batch: readonly Waiting[]): unknown {
    let done: readonly (() => void)[];
    try {
      done = this.#together(batch) ?? this.#apart(batch);
    } catch (thrown) {
      const error = storageFailure(thrown);
      if (this.#database.inTransaction) this.#undo.run();
      for (const waiting of batch) waiting.fail(error);
      return error;
    }
    for (const settle of done) settle();
    return undefined;
  }

  /** As nearly always: all of them are well. Undefined when one is not; then nothing has happened. */
  #together(batch: readonly Waiting[]): readonly (() => void)[] | undefined {
    this.#begin.run();
    let done: readonly (() => void)[];
    try {
      done = batch.map((waiting) => waiting.run());
    } catch {
      // What it was shows when each is done by itself.
      if (this.#database.inTransaction) this.#undo.run();
      return undefined;
    }
    this.#end.run();
    return done;
  }

  #apart(batch: readonly Waiting[]): readonly (() => void)[] {
    this.#begin.run();
    const done = batch.map((waiting) => this.#attempt(waiting));
    this.#end.run();
    return done.filter((settle) => settle !== undefined);
  }

  #attempt(waiting: Waiting): (() => void) | undefined {
    this.#database.exec('SAVEPOINT one');
    try {
      const settle = waiting.run();
      this.#database.exec('RELEASE one');
      return settle;
    } catch (thrown) {
      // A full disk may have ended the whole transaction: then nothing of it holds.
      if (!this.#database.inTransaction) throw thrown;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      waiting.fail(storageFailure(thrown));
      return undefined;
    }
  }
}
