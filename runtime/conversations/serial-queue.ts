// What one conversation does, one thing at a time, in the order it was asked for.
// Invariants: a task begins when the one before has ended; a task says itself whether it is done or has to be tried again.

export type TaskOutcome = 'done' | 'again';

export interface SerialTask {
  /** Never rejects. */
  run(): Promise<TaskOutcome>;
}

/** Milliseconds until a task is tried again: the first time, and at most. */
const patience = { first: 250, most: 30_000 } as const;

export class SerialQueue {
  readonly #tasks: SerialTask[] = [];
  readonly #onIdle: () => void;
  #running: Promise<void> | undefined;
  #isStopped = false;
  #endSleep: (() => void) | undefined;

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle;
  }

  get length(): number {
    return this.#tasks.length;
  }

  get isIdle(): boolean {
    return this.#running === undefined;
  }

  add(task: SerialTask): void {
    this.#tasks.push(task);
    if (!this.#isStopped) this.#running ??= this.#run();
  }

  /** Nothing begins any more; what waits stays undone. Resolves when the running task has ended. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#endSleep?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    let wait: number = patience.first;
    for (let task = this.#tasks[0]; task !== undefined && !this.#isStopped; task = this.#tasks[0]) {
      if ((await task.run()) === 'done') {
        this.#tasks.shift();
        wait = patience.first;
      } else if (!this.#isStopped) {
        await this.#sleep(wait);
        wait = Math.min(wait * 2, patience.most);
      }
    }
    this.#running = undefined;
    this.#onIdle();
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, milliseconds);
      this.#endSleep = () => {
        clearTimeout(timeout);
        resolve();
      };
    });
  }
}
