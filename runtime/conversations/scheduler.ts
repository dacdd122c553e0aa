// Wakes conversations when a timer of theirs is due. The embedded one is `timer-scheduler.ts`; whatever takes its place passes
// `storage/conformance.test.ts`.
// Invariants: a conversation is woken at least once after its timer is due, never before, also when the process was not there at
// that time, when a wake failed, and when the computer's clock jumped; waking one waits for no other.

export interface Scheduler {
  /** `wake` runs what is due; it may be called again for the same timer, which is then not set any more. */
  start(wake: (conversationId: string) => Promise<void>): void;
  /** A conversation was stored of which the next timer is due at this moment. */
  expect(dueAt: number): void;
  /** Nothing is woken after it resolves. */
  stop(): Promise<void>;
}
