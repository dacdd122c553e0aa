// What a session does, one thing at a time, in the order it was called for.
// Invariants: a task begins when the one before has ended; after `stop` nothing that was called for before it begins;
// after `close` nothing begins.
import { AppError } from '#shared/errors/app-error.ts';

/** Ends soon after the signal is aborted. */
export type TurnTask = (signal: AbortSignal) => Promise<void> | void;

const limit = 100;

export class TurnQueue {
  #last: Promise<unknown> = Promise.resolve();
  #length = 0;
  #stop = new AbortController();
  #isClosed = false;

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Throws INVALID_INPUT when so much waits already that a caller must be running wild. */
  refuseWhenFull(): void {
    if (this.#length < limit) return;
    throw new AppError(
      'INVALID_INPUT',
      'Too much is waiting for its turn. Wait for the answers, then go on.',
    );
  }

  /** Settles as the task does. Rejects with CANCELLED when it was stopped, with SESSION_NOT_FOUND when closed. */
  async add(task: TurnTask): Promise<void> {
    const { signal } = this.#stop;
    this.#length += 1;
    const done = this.#last.then(() => this.#perform(task, signal));
    this.#last = Promise.allSettled([done]);
    try {
      await done;
    } finally {
      this.#length -= 1;
    }
  }

  /** Aborts the running task and drops those behind it; new ones may come. */
  stop(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  close(): void {
    this.#isClosed = true;
    this.#stop.abort();
  }

  async #perform(task: TurnTask, signal: AbortSignal): Promise<void> {
    if (this.#isClosed) throw new AppError('SESSION_NOT_FOUND', 'This preview has ended. Start it again.');
    if (!signal.aborted) await task(signal);
    if (signal.aborted) throw new AppError('CANCELLED', 'The preview was stopped.');
  }
}
