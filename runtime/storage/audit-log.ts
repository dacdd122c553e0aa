// Who did what. Invariants: append-only, the database itself refuses changes; no personal data of end users, no secrets.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { AuditEntry } from '../conversations/conversation-store.ts';
import { jsonText } from './json-column.ts';
import type { WriteStatement } from './write-statement.ts';

export interface AuditLog {
  /** Inside a write. */
  write(entry: AuditEntry, at: number): void;
  /** Newest first, before this id. */
  read(page: {
    readonly before: number;
    readonly limit: number;
    readonly action?: string;
  }): readonly AuditRow[];
}

const rowSchema = z.object({
  id: z.int(),
  at: z.number(),
  actor: z.string(),
  action: z.string(),
  project_id: z.string().nullable(),
  environment: z.string().nullable(),
  subject: z.string(),
  details: jsonText(z.record(z.string(), z.unknown())),
});

export type AuditRow = z.infer<typeof rowSchema>;

const insertSql = 'INSERT INTO audit VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)';

/** What `write` does, as a statement. */
export function auditStatement(entry: AuditEntry, at: number): WriteStatement {
  const { actor, action, projectId, environment, subject, details = {} } = entry;
  return {
    sql: insertSql,
    values: [at, actor, action, projectId, environment, subject, JSON.stringify(details)],
  };
}

export function createAuditLog(database: Database): AuditLog {
  const insert = database.prepare(insertSql);
  const select = database.prepare(
    'SELECT * FROM audit WHERE id < ? AND (? IS NULL OR action = ?) ORDER BY id DESC LIMIT ?',
  );
  return {
    write(entry, at) {
      insert.run(...auditStatement(entry, at).values);
    },
    read: ({ before, limit, action = null }) =>
      z.array(rowSchema).parse(select.all(before, action, action, limit)),
  };
}
