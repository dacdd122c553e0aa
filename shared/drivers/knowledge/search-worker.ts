// The thread that searches: it opens databases of knowledge for reading, one at a time, and keeps the latest open.
// Invariants: one answer for each request, in order; when the flag of `close` is raised the database is closed already.
import { parentPort } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { AppError } from '#shared/errors/app-error.ts';
import { PassageIndex } from './passage-index.ts';
import { type SearchReply, toSearcherSchema } from './search-protocol.ts';

let open:
  { readonly path: string; readonly database: Database.Database; readonly index: PassageIndex } | undefined;

function close(): void {
  open?.database.close();
  open = undefined;
}

function indexOf(path: string): PassageIndex {
  if (open?.path === path) return open.index;
  close();
  const database = new Database(path, { readonly: true, fileMustExist: true });
  // Reads of a large index come from memory that the system shares.
  database.pragma('mmap_size = 1073741824');
  open = { path, database, index: new PassageIndex(database) };
  return open.index;
}

parentPort?.on('message', (raw) => {
  const message = toSearcherSchema.parse(raw);
  if (message.type === 'close') {
    if (open?.path === message.path) close();
    const flag = new Int32Array(message.flag);
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
    return;
  }
  const { id, path, request } = message;
  let reply: SearchReply;
  try {
    reply = { id, answer: indexOf(path).search(request) };
  } catch (thrown) {
    reply = { id, error: AppError.from(thrown).toJSON() };
  }
  parentPort?.postMessage(reply, []);
});
