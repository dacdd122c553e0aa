// The one writer of the database: whatever is written in one moment shares a transaction, and with it one wait for the disk.
// Invariants: writes hold in the order they were asked for, whether they are made here or in the thread that commits, and never in
// both at once; one that fails takes nothing of its neighbours along; a write's promise settles after the commit, never before; when
// the commit fails, all of them fail.
import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { CommitThread } from './commit-thread.ts';
import { SharedTransaction } from './shared-transaction.ts';
import { storageFailure } from './storage-failure.ts';
import type { WriteStatement } from './write-statement.ts';

export interface CommitStatistics {
  readonly writes: number;
  readonly seconds: number;
  readonly isFailed: boolean;
}

interface WriteHere {
  /** Gives what tells of it once it is committed. */
  readonly work: () => () => void;
  readonly fail: (error: unknown) => void;
}

interface WriteInThread {
  readonly statements: () => readonly WriteStatement[];
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** Writes that share a transaction. */
type Batch =
  | { readonly place: 'here'; readonly writes: WriteHere[] }
  | { readonly place: 'thread'; readonly writes: WriteInThread[] };

export class GroupCommit {
  readonly #here: SharedTransaction;
  readonly #thread: CommitThread;
  readonly #onCommit: (statistics: CommitStatistics) => void;
  #batches: Batch[] = [];
  #working: Promise<void> | undefined;

  /** `onCommit` is told after each transaction; it must not throw. */
  constructor(
    database: Database,
    thread: CommitThread,
    onCommit: (statistics: CommitStatistics) => void = () => undefined,
  ) {
    this.#here = new SharedTransaction(database);
    this.#thread = thread;
    this.#onCommit = onCommit;
  }

  /** Resolves with what `work` gave, once it is on the disk. `work` is synchronous and may be run again. Rejects with STORAGE_FAILED or what it threw. */
  write<Result>(work: () => Result): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const write: WriteHere = {
      work() {
        const result = work();
        return () => resolve(result);
      },
      fail: reject,
    };
    const last = this.#batches.at(-1);
    if (last?.place === 'here') last.writes.push(write);
    else this.#batches.push({ place: 'here', writes: [write] });
    this.#working ??= this.#work();
    return promise;
  }

  /**
   * Makes changes without holding up what runs here. `statements` is asked for them right before they are made; without any, it resolves
   * with its neighbours. Rejects with STORAGE_FAILED or what a statement is refused with.
   */
  send(statements: () => readonly WriteStatement[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const write: WriteInThread = { statements, done: resolve, fail: reject };
    const last = this.#batches.at(-1);
    if (last?.place === 'thread') last.writes.push(write);
    else this.#batches.push({ place: 'thread', writes: [write] });
    this.#working ??= this.#work();
    return promise;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    // What is asked for in this moment comes along.
    await setImmediate();
    for (let batch = this.#batches.shift(); batch !== undefined; batch = this.#batches.shift()) {
      const startedAt = performance.now();
      const isFailed =
        batch.place === 'here' ? this.#commitHere(batch.writes) : await this.#commitInThread(batch.writes);
      const seconds = (performance.now() - startedAt) / 1000;
      this.#onCommit({ writes: batch.writes.length, seconds, isFailed });
    }
    this.#working = undefined;
  }

  /** Whether all of it failed. */
  #commitHere(writes: readonly WriteHere[]): boolean {
    try {
      for (const [index, outcome] of this.#here.commit(writes.map(({ work }) => work)).entries()) {
        if ('error' in outcome) writes[index]?.fail(storageFailure(outcome.error));
        else outcome.result();
      }
      return false;
    } catch (error) {
      for (const { fail } of writes) fail(storageFailure(error));
      return true;
    }
  }

  /** Whether all of it failed. */
  async #commitInThread(writes: readonly WriteInThread[]): Promise<boolean> {
    try {
      const errors = await this.#thread.commit(writes.map(({ statements }) => statements()));
      for (const [index, { done, fail }] of writes.entries()) {
        const error = errors.get(index);
        if (error === undefined) done();
        else fail(error);
      }
      return false;
    } catch (error) {
      for (const { fail } of writes) fail(error);
      return true;
    }
  }
}
