// Reads files in a process of its own, one after the other.
// Invariants: a file that hangs or eats memory costs that file alone: the process is killed at its limit and a new one reads
// the next; the process may read this program's code and nothing else, write nothing, and start nothing.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { readAnswerSchema } from './parse/protocol.ts';
import type { FileRead, FileToRead } from './parse/read-document.ts';

export interface DocumentReaderOptions {
  /** For one file. */
  readonly timeoutMs?: number;
  readonly memoryBytes?: number;
}

/** From source the entry itself; packaged, its one file beside the bundle of the host. */
const entry = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, 'parse/main.ts')
  : join(import.meta.dirname, 'reader.mjs');
const program = import.meta.filename.endsWith('.ts') ? join(import.meta.dirname, '../../..') : dirname(entry);

export class DocumentReader implements Disposable {
  readonly #timeoutMs: number;
  readonly #memoryBytes: number;
  #process: ChildProcess | undefined;
  #lastId = 0;

  constructor({ timeoutMs = 60_000, memoryBytes = 1024 * 1024 * 1024 }: DocumentReaderOptions = {}) {
    this.#timeoutMs = timeoutMs;
    this.#memoryBytes = memoryBytes;
  }

  /** One at a time. Throws KNOWLEDGE_FILE_* errors, and CANCELLED when the signal was aborted. */
  async read(file: FileToRead, signal?: AbortSignal): Promise<FileRead> {
    const process = (this.#process ??= this.#start());
    this.#lastId += 1;
    const id = this.#lastId;
    const limits = new AbortController();
    const overtime = setTimeout(() => limits.abort(tooSlow(this.#timeoutMs)), this.#timeoutMs);
    const stopped = AbortSignal.any([limits.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      stopped.throwIfAborted();
      process.send({ id, file });
      const answer = readAnswerSchema.parse(await nextMessage(process, stopped));
      if ('error' in answer) throw AppError.fromJSON(answer.error);
      return answer.read;
    } catch (error) {
      if (stopped.aborted || !AppError.is(error)) this.close();
      if (limits.signal.aborted) throw AppError.from(limits.signal.reason);
      if (signal?.aborted === true)
        throw new AppError('CANCELLED', 'The import was stopped.', { cause: error });
      throw error;
    } finally {
      clearTimeout(overtime);
    }
  }

  close(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #start(): ChildProcess {
    const started = fork(entry, [String(this.#memoryBytes)], {
      serialization: 'advanced',
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [
        '--no-warnings',
        '--permission',
        `--allow-fs-read=${program}`,
        // The thread that watches its memory.
        '--allow-worker',
        '--max-old-space-size=768',
      ],
    });
    // The import that waits for it keeps this process alive.
    started.unref();
    started.channel?.unref();
    return started;
  }
}

async function nextMessage(process: ChildProcess, signal: AbortSignal): Promise<unknown> {
  const done = new AbortController();
  const either = AbortSignal.any([signal, done.signal]);
  // While it works, whoever waits must not end.
  process.channel?.ref();
  try {
    return await Promise.race([
      once(process, 'message', { signal: either }).then(([message]): unknown => message),
      once(process, 'exit', { signal: either }).then(() => {
        throw tooMuchMemory();
      }),
    ]);
  } finally {
    done.abort();
    process.channel?.unref();
  }
}

const tooSlow = (ms: number): AppError =>
  new AppError(
    'KNOWLEDGE_FILE_TOO_SLOW',
    `It could not be read within ${Math.round(ms / 1000)} seconds. Split it, or save it in another format such as plain text.`,
    { blame: 'environment' },
  );

const tooMuchMemory = (): AppError =>
  new AppError(
    'KNOWLEDGE_FILE_TOO_LARGE',
    'It takes more memory to read than a file may. Split it, or save it in another format such as plain text.',
    { blame: 'environment' },
  );
