// The one writer of the database: whatever is written in one moment shares a transaction, and with it one wait for the disk.
// Invariants: writes hold in the order they were asked for, whether they are made here or in the thread that commits, and never in
// both at once; one that fails takes nothing of its neighbours along; a write's promise settles after the commit, never before; when
// the commit fails, all of them fail. The thread gets to work while others still ask: it puts what came meanwhile together itself.
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

/** Writes that are begun together. */
type Batch =
  | { readonly place: 'here'; readonly writes: WriteHere[] }
  | { readonly place: 'thread'; readonly writes: WriteInThread[] };

/** Writes that the thread is given at once; it does not wait for more of them while this thread is busy. */
const mostTogether = 16;

export class GroupCommit {
  readonly #here: SharedTransaction;
  readonly #thread: CommitThread;
  readonly #onCommit: (statistics: CommitStatistics) => void;
  readonly #batches: Batch[] = [];
  /** Batches in the thread. */
  #underWay = 0;
  #isToBegin = false;
  /** Of when nothing waits any more; undefined while nothing does. */
  #end: PromiseWithResolvers<void> | undefined;

  /** `onCommit` is told after each batch; it must not throw. */
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
    this.#beginSoon();
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
    if (last?.place === 'thread' && last.writes.length < mostTogether) last.writes.push(write);
    else {
      this.#passOn();
      this.#batches.push({ place: 'thread', writes: [write] });
    }
    this.#beginSoon();
    return promise;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    while (this.#end !== undefined) await this.#end.promise;
  }

  /** What is asked for in this moment comes along. */
  #beginSoon(): void {
    this.#end ??= Promise.withResolvers();
    if (this.#isToBegin) return;
    this.#isToBegin = true;
    setImmediate(() => {
      this.#isToBegin = false;
      this.#begin();
    });
  }

  #begin(): void {
    this.#passOn();
    if (this.#underWay > 0) return;
    const [first] = this.#batches;
    if (first?.place === 'here') {
      this.#batches.shift();
      this.#commitHere(first.writes);
      return this.#begin();
    }
    this.#end?.resolve();
    this.#end = undefined;
  }

  /** The thread takes one batch after the other, up to what is to be written here. */
  #passOn(): void {
    for (let [first] = this.#batches; first?.place === 'thread'; [first] = this.#batches) {
      this.#batches.shift();
      void this.#commitInThread(first.writes);
    }
  }

  #commitHere(writes: readonly WriteHere[]): void {
    const startedAt = performance.now();
    let isFailed = false;
    try {
      for (const [index, outcome] of this.#here.commit(writes.map(({ work }) => work)).entries()) {
        if ('error' in outcome) writes[index]?.fail(storageFailure(outcome.error));
        else outcome.result();
      }
    } catch (error) {
      isFailed = true;
      for (const { fail } of writes) fail(storageFailure(error));
    }
    this.#tell(writes, startedAt, isFailed);
  }

  async #commitInThread(writes: readonly WriteInThread[]): Promise<void> {
    const startedAt = performance.now();
    let isFailed = false;
    this.#underWay += 1;
    try {
      const errors = await this.#thread.commit(writes.map(({ statements }) => statements()));
      for (const [index, { done, fail }] of writes.entries()) {
        const error = errors.get(index);
        if (error === undefined) done();
        else fail(error);
      }
    } catch (error) {
      isFailed = true;
      for (const { fail } of writes) fail(error);
    }
    this.#underWay -= 1;
    this.#tell(writes, startedAt, isFailed);
    this.#begin();
  }

  #tell({ length }: readonly unknown[], startedAt: number, isFailed: boolean): void {
    this.#onCommit({ writes: length, seconds: (performance.now() - startedAt) / 1000, isFailed });
  }
}
