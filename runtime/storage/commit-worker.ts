// The thread that commits: what it was sent by now is one transaction, and it answers each batch when that is on the disk.
// Invariant: it imports next to nothing, so that it starts at once.
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Database, Statement } from 'better-sqlite3';
import { openConnection } from './open-connection.ts';
import { SharedTransaction } from './shared-transaction.ts';
import type { CommitAnswer, CommitFailure, Refusal, Writes, WriteStatement } from './write-statement.ts';

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

let commit: ((writes: Writes) => CommitAnswer) | undefined;

/** The connection is made with the first batch: who writes is told why it cannot be. */
function answer(writes: Writes): CommitAnswer {
  try {
    commit ??= committing(openConnection(String(workerData)));
    return commit(writes);
  } catch (thrown) {
    return { failure: failureOf(thrown) };
  }
}

function committing(database: Database): (writes: Writes) => CommitAnswer {
  const transaction = new SharedTransaction(database);
  /** Prepared once; there are as many as the program knows. */
  const prepared = new Map<string, Statement>();

  function perform(statements: readonly WriteStatement[]): void {
    for (const { sql, values, orElse } of statements) {
      let statement = prepared.get(sql);
      if (statement === undefined) prepared.set(sql, (statement = database.prepare(sql)));
      if (statement.reader) statement.all(...values);
      else if (statement.run(...values).changes === 0 && orElse !== undefined) throw new Refused(orElse);
    }
  }

  return (writes) => ({
    failures: transaction
      .commit(writes.map((statements) => () => perform(statements)))
      .flatMap((outcome, index) => ('error' in outcome ? [[index, failureOf(outcome.error)] as const] : [])),
  });
}

function failureOf(thrown: unknown): CommitFailure {
  if (thrown instanceof Refused) return { refusal: thrown.refusal, message: thrown.message };
  if (!(thrown instanceof Error)) return { message: String(thrown) };
  return 'code' in thrown
    ? { code: String(thrown.code), message: thrown.message }
    : { message: thrown.message };
}

/** What became of each batch, when all of them were one. */
function apart(batches: readonly Writes[], whole: CommitAnswer): readonly CommitAnswer[] {
  if ('failure' in whole) return batches.map(() => whole);
  let end = 0;
  return batches.map(({ length }) => {
    const start = end;
    end += length;
    const failures = whole.failures.filter(([index]) => index >= start && index < end);
    return { failures: failures.map(([index, failure]) => [index - start, failure]) };
  });
}

/** Everything that waits, from the first one on. */
function received(port: MessagePort, first: Writes): readonly Writes[] {
  const batches = [first];
  for (let next = receive(port); next !== undefined; next = receive(port)) batches.push(next);
  return batches;
}

function receive(port: MessagePort): Writes | undefined {
  const next: { readonly message: Writes } | undefined = receiveMessageOnPort(port);
  return next?.message;
}

const port = parentPort;
port?.on('message', (first: Writes) => {
  const batches = received(port, first);
  port.postMessage(apart(batches, answer(batches.flat())), []);
});
