// The thread that commits, as seen from the one that serves: turns go on while the disk writes.
// Invariants: one batch is under way at a time; when the thread ends in the middle of one, nobody knows what became of it, and whoever
// waits is told so; the next batch starts a new thread.
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { storageFailure } from './storage-failure.ts';
import type { CommitAnswer, CommitFailure, Refusal, WriteStatement } from './write-statement.ts';

const refusals: Readonly<Record<Refusal, () => AppError>> = {
  CONVERSATION_NOT_FOUND: () =>
    new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.'),
  TURN_NOT_STORED: () =>
    new AppError('STORAGE_FAILED', 'What this turn answers was not stored.', { blame: 'environment' }),
};

export class CommitThread {
  readonly #path: string;
  #worker: Worker | undefined;
  #waiting: PromiseWithResolvers<CommitAnswer> | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#worker = this.#start();
  }

  /** Resolves when what holds is on the disk, with the errors of the writes that do not. Rejects with STORAGE_FAILED when none does. */
  async commit(writes: readonly (readonly WriteStatement[])[]): Promise<ReadonlyMap<number, AppError>> {
    const worker = (this.#worker ??= this.#start());
    this.#waiting = Promise.withResolvers();
    worker.ref();
    worker.postMessage(writes, []);
    const answer = await this.#waiting.promise.finally(() => worker.unref());
    if ('failure' in answer) throw errorOf(answer.failure);
    return new Map(answer.failures.map(([index, failure]) => [index, errorOf(failure)]));
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('commit-worker.ts', import.meta.url), {
      workerData: this.#path,
      env: {},
      execArgv: ['--no-warnings'],
    });
    // Alone it keeps no process alive.
    worker.unref();
    worker.on('message', (answer: CommitAnswer) => this.#waiting?.resolve(answer));
    let cause: unknown;
    worker.once('error', (error) => {
      cause = error;
    });
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
      this.#waiting?.reject(ended(cause));
    });
    return worker;
  }
}

function ended(cause: unknown): AppError {
  const message = 'It could not be stored: what writes to the disk ended. Send it again.';
  return new AppError('STORAGE_FAILED', message, { blame: 'environment', cause });
}

function errorOf({ refusal, code, message }: CommitFailure): AppError {
  if (refusal !== undefined) return refusals[refusal]();
  return storageFailure(Object.assign(new Error(message), code === undefined ? {} : { code }));
}
