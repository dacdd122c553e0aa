// One end user's data: everything of it together, and gone.
// Invariants: erasing leaves nothing of a conversation in the database file; the audit log has no personal data and stays.
import type { Database } from 'better-sqlite3';

export interface PersonalData {
  /** Inside a write. */
  erase(conversationIds: readonly string[]): void;
  /** After the write: what was erased leaves the log of the database, too. */
  scrub(): void;
}

const tables = ['inbox', 'message', 'event', 'journal', 'note'] as const;

export function createPersonalData(database: Database): PersonalData {
  const deletes = [
    ...tables.map((table) => database.prepare(`DELETE FROM ${table} WHERE conversation_id = ?`)),
    database.prepare('DELETE FROM conversation WHERE id = ?'),
  ];
  const receipts = database.prepare('DELETE FROM receipt WHERE scope = ?');
  return {
    erase(conversationIds) {
      for (const id of conversationIds) {
        for (const statement of deletes) statement.run(id);
        receipts.run(`conversation:${id}`);
      }
    },
    scrub: () => {
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}
