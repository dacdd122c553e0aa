// One database, however it is asked.
import type { SqlQuestion, SqlRows } from './sql-rows.ts';

export interface SqlDatabase {
  /** Rejects with what the driver says; the signal ends the connection that it runs on. */
  query(question: SqlQuestion, signal: AbortSignal): Promise<SqlRows>;
  close(): Promise<void> | void;
}

export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  readonly isEncrypted: boolean;
  readonly allowsLocal: boolean;
}

/** Connections at a time, and how long an idle one is kept. */
export const poolLimits = { connections: 4, idleMs: 30_000, connectMs: 10_000 } as const;
