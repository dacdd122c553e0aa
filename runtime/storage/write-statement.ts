/** A change of the database as data, so that it can be made in another thread. */
export interface WriteStatement {
  readonly sql: string;
  readonly values: readonly (string | number | null)[];
  /** What refuses the whole write when this changes nothing. */
  readonly orElse?: 'CONVERSATION_NOT_FOUND' | 'TURN_NOT_STORED';
}
