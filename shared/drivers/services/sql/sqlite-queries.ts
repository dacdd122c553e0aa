// Asks SQLite files, each in a process of its own, one query after the other.
// Invariants: a query that takes longer than it may costs its process, and nothing of a write that was not done stays; a process ends a
// while after its last query.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { sqliteAnswerSchema } from './sqlite-protocol.ts';
import type { SqlQuestion, SqlRows } from './sql-rows.ts';

/** From source the entry itself; packaged, its one file beside the bundle of the host. */
const entry = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, 'sqlite-process.ts')
  : join(import.meta.dirname, 'sqlite.mjs');
const idleMs = 30_000;

export class SqliteQueries {
  readonly #path: string;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Throws SQL_FAILED and what the signal was aborted with. */
  query(question: SqlQuestion, signal: AbortSignal): Promise<SqlRows> {
    const next = this.#last.then(() => this.#ask(question, signal));
    this.#last = Promise.allSettled([next]);
    return next;
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  async #ask(question: SqlQuestion, signal: AbortSignal): Promise<SqlRows> {
    if (!existsSync(this.#path)) {
      throw new AppError(
        'SQL_FAILED',
        'The database’s file is not there any more. Choose it again in the integration.',
      );
    }
    clearTimeout(this.#idle);
    signal.throwIfAborted();
    const process = (this.#process ??= this.#start());
    this.#lastId += 1;
    const done = new AbortController();
    const either = AbortSignal.any([signal, done.signal]);
    process.channel?.ref();
    try {
      process.send({ id: this.#lastId, path: this.#path, ...question });
      const message = await Promise.race([
        once(process, 'message', { signal: either }).then(([said]): unknown => said),
        once(process, 'exit', { signal: either }).then(() => {
          throw new AppError('SQL_FAILED', 'The query took more memory than it may. Ask for less at once.');
        }),
      ]);
      const answer = sqliteAnswerSchema.parse(message);
      if ('error' in answer) throw AppError.fromJSON(answer.error);
      return answer.rows;
    } catch (error) {
      if (!AppError.is(error) || signal.aborted) this.close();
      throw error;
    } finally {
      done.abort();
      process.channel?.unref();
      this.#idle = setTimeout(() => this.close(), idleMs).unref();
    }
  }

  #start(): ChildProcess {
    const started = fork(entry, {
      serialization: 'advanced',
      env: {},
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--no-warnings', '--max-old-space-size=512'],
    });
    started.unref();
    started.channel?.unref();
    return started;
  }
}
