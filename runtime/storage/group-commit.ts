// The one writer of the database: whatever is written in one tick shares a transaction, and with it one wait for the disk.
// Invariants: writes run in the order they were asked for; each has a savepoint, so that one that fails takes nothing of its
// neighbours along; a write's promise settles after the commit, never before; when the commit fails, all of them fail.
import type { Database } from 'better-sqlite3';
import { storageFailure } from './storage-failure.ts';

export interface CommitStatistics {
  readonly writes: number;
  readonly seconds: number;
  readonly isFailed: boolean;
}

export interface GroupCommitOptions {
  /** Told after each transaction; must not throw. */
  readonly onCommit?: (statistics: CommitStatistics) => void;
}

interface Waiting {
  /** Runs inside the savepoint; gives what is done once it is committed. */
  run(): () => void;
  fail(error: unknown): void;
}

export class GroupCommit {
  readonly #database: Database;
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #isScheduled = false;

  constructor(database: Database, options: GroupCommitOptions = {}) {
    this.#database = database;
    this.#options = options;
  }

  /** Resolves with what `work` gave, once it is on the disk. `work` is synchronous. Rejects with STORAGE_FAILED or what it threw. */
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
      setImmediate(() => this.flush());
    }
    return promise;
  }

  /** Commits what waits, now. */
  flush(): void {
    this.#isScheduled = false;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const startedAt = performance.now();
    const failed = this.#commit(batch);
    this.#options.onCommit?.({
      writes: batch.length,
      seconds: (performance.now() - startedAt) / 1000,
      isFailed: failed !== undefined,
    });
  }

  /** Gives the error of a transaction that came to nothing. */
  #commit(batch: readonly Waiting[]): unknown {
    const done: { readonly waiting: Waiting; readonly settle: () => void }[] = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const waiting of batch) {
        const settle = this.#attempt(waiting);
        if (settle !== undefined) done.push({ waiting, settle });
      }
      this.#database.exec('COMMIT');
    } catch (thrown) {
      const error = storageFailure(thrown);
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK');
      for (const waiting of batch) waiting.fail(error);
      return error;
    }
    for (const { settle } of done) settle();
    return undefined;
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
