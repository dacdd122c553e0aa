// Searches databases of knowledge in a thread of its own, so that a large one makes nobody else wait.
// Invariants: the thread starts with the first search and ends with `close`; a search that was given up is not waited for.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { searchReplySchema, type ToSearcher } from './search-protocol.ts';
import type { SearchAnswer, SearchRequest } from './search-types.ts';

/** From source the thread's module; packaged, its one file beside the bundle. */
const entry = join(
  import.meta.dirname,
  import.meta.filename.endsWith('.ts') ? 'search-worker.ts' : 'searcher.mjs',
);
const closeWithinMs = 2000;

interface Waiting {
  resolve(answer: SearchAnswer): void;
  reject(error: AppError): void;
}

export class KnowledgeSearcher {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  /** `path` is a project file or another database of knowledge. Throws KNOWLEDGE_SEARCH_FAILED and CANCELLED. */
  search(path: string, request: SearchRequest, signal?: AbortSignal): Promise<SearchAnswer> {
    this.#lastId += 1;
    const id = this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<SearchAnswer>();
    const stop = (): void => {
      this.#settle(id, (waiting) => waiting.reject(new AppError('CANCELLED', 'The search was stopped.')));
    };
    this.#waiting.set(id, { resolve, reject });
    if (signal?.aborted === true) stop();
    else {
      signal?.addEventListener('abort', stop, { once: true });
      this.#tell({ type: 'search', id, path, request });
      this.#worker?.ref();
    }
    return promise.finally(() => signal?.removeEventListener('abort', stop));
  }

  /** Lets go of a file, before this returns: whoever closes it next is alone with it. */
  release(path: string): void {
    if (this.#worker === undefined) return;
    const flag = new SharedArrayBuffer(4);
    this.#tell({ type: 'close', path, flag });
    Atomics.wait(new Int32Array(flag), 0, 0, closeWithinMs);
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #tell(message: ToSearcher): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message, []);
  }

  #start(): Worker {
    const worker = new Worker(entry, { env: {}, execArgv: ['--no-warnings'] });
    worker.unref();
    worker.on('message', (raw) => {
      const reply = searchReplySchema.parse(raw);
      this.#settle(reply.id, (waiting) => {
        if ('answer' in reply) waiting.resolve(reply.answer);
        else waiting.reject(searchFailed(AppError.fromJSON(reply.error)));
      });
    });
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () => this.#fail(worker));
    return worker;
  }

  #settle(id: number, settle: (waiting: Waiting) => void): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (waiting !== undefined) settle(waiting);
    if (this.#waiting.size === 0) this.#worker?.unref();
  }

  #fail(worker: Worker, cause?: unknown): void {
    if (this.#worker === worker) this.#worker = undefined;
    for (const id of this.#waiting.keys()) this.#settle(id, ({ reject }) => reject(searchFailed(cause)));
  }
}

const searchFailed = (cause: unknown): AppError =>
  new AppError('KNOWLEDGE_SEARCH_FAILED', 'The knowledge of this project could not be searched. Try again.', {
    blame: 'environment',
    cause,
  });
