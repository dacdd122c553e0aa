// What crosses to the thread that commits, and back.

/** A change of the database as data. */
export interface WriteStatement {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
  /** What refuses the whole write when this changes nothing. */
  readonly orElse?: Refusal;
}

/** A batch: the statements of each write. */
export type Writes = readonly (readonly WriteStatement[])[];

export type Refusal = 'CONVERSATION_NOT_FOUND' | 'TURN_NOT_STORED';

/** SQLite's error code, or none; or what a statement refused. */
export interface CommitFailure {
  readonly refusal?: Refusal;
  readonly code?: string;
  readonly message: string;
}

/** The failure of all, or those of single writes by their place. */
export type CommitAnswer =
  { readonly failure: CommitFailure } | { readonly failures: readonly (readonly [number, CommitFailure])[] };
