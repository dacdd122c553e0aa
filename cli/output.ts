/** Where a command writes, and what ends it early. */
export interface Output {
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Aborted when the person interrupts, or nobody reads any more: stop quietly. */
  readonly signal: AbortSignal;
}
