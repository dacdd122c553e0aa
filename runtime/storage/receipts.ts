// What requests with an idempotency key were answered.
// Invariants: an answer is written in the transaction of what it tells of; a key means one content.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { Receipt } from '../conversations/conversation-store.ts';
import type { WriteStatement } from './write-statement.ts';

export interface Receipts {
  /** The answer that was given to this key. Throws IDEMPOTENCY_MISMATCH when it was sent with other content. */
  find(request: Pick<Receipt, 'scope' | 'key' | 'requestHash'>): string | undefined;
  /** Inside a write. */
  keep(receipt: Receipt, at: number): void;
  /** Inside a write: forgets those of before. */
  forget(before: number): void;
}

const insertSql = 'INSERT INTO receipt VALUES (?, ?, ?, ?, ?)';

/** What `keep` does, as a statement. */
export function receiptStatement({ scope, key, requestHash, answer }: Receipt, at: number): WriteStatement {
  return { sql: insertSql, values: [scope, key, requestHash, at, answer] };
}

const row = z.object({ request_hash: z.string(), answer: z.string() }).optional();

export function createReceipts(database: Database): Receipts {
  const select = database.prepare('SELECT request_hash, answer FROM receipt WHERE scope = ? AND key = ?');
  const insert = database.prepare(insertSql);
  const forget = database.prepare('DELETE FROM receipt WHERE at < ?');
  return {
    find({ scope, key, requestHash }) {
      const found = row.parse(select.get(scope, key));
      if (found === undefined) return undefined;
      if (found.request_hash === requestHash) return found.answer;
      throw new AppError(
        'IDEMPOTENCY_MISMATCH',
        'This Idempotency-Key was used for another request. Use a new one for each request, and the same one only to repeat it.',
      );
    },
    keep(receipt, at) {
      insert.run(...receiptStatement(receipt, at).values);
    },
    forget: (before) => {
      forget.run(before);
    },
  };
}
