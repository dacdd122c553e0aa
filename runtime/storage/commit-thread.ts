// The thread that commits, as seen from the one that serves: turns go on while the disk writes.
// Invariants: batches hold in the order they were given; when the thread ends in the middle of them, nobody knows what became of them,
// and whoever waits is told so; the next batch starts a new thread.
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { storageFailure } from './storage-failure.ts';
import type { CommitAnswer, CommitFailure, Refusal, Writes } from './write-statement.ts';

const refusals: Readonly<Record<Refusal, () => AppError>> = {
  CONVERSATION_NOT_FOUND: () =>
    new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.'),
  TURN_NOT_STORED: () =>
    new AppError('STORAGE_FAILED', 'What this turn answers was not stored.', { blame: 'environment' }),
};

/** The thread, and who waits for its answers, in the order they come. */
interface Started {
  readonly worker: Worker;
  readonly waiting: PromiseWithResolvers<CommitAnswer>[];
}

export class CommitThread {
  readonly #path: string;
  #started: Started | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#started = this.#start();
  }

  /** Resolves when what holds is on the disk, with the errors of the writes that do not. Rejects with STORAGE_FAILED when none does. */
  async commit(writes: Writes): Promise<ReadonlyMap<number, AppError>> {
    const { worker, waiting } = (this.#started ??= this.#start());
    const answer = Promise.withResolvers<CommitAnswer>();
    worker.postMessage(writes, []);
    waiting.push(answer);
    worker.ref();
    const came = await answer.promise;
    if ('failure' in came) throw errorOf(came.failure);
    return new Map(came.failures.map(([index, failure]) => [index, errorOf(failure)]));
  }

  async close(): Promise<void> {
    const started = this.#started;
    this.#started = undefined;
    await started?.worker.terminate();
  }

  #start(): Started {
    const worker = new Worker(new URL('commit-worker.ts', import.meta.url), {
      workerData: this.#path,
      env: {},
      execArgv: ['--no-warnings'],
    });
    const started: Started = { worker, waiting: [] };
    const { waiting } = started;
    worker.on('message', (answers: readonly CommitAnswer[]) => {
      for (const answer of answers) waiting.shift()?.resolve(answer);
      if (waiting.length === 0) worker.unref();
    });
    let cause: unknown;
    worker.once('error', (error) => {
      cause = error;
    });
    worker.once('exit', () => {
      if (this.#started === started) this.#started = undefined;
      for (const answer of waiting.splice(0)) answer.reject(ended(cause));
    });
    // Alone it keeps no process alive; who listens to it would.
    worker.unref();
    return started;
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
