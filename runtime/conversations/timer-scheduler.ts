// The scheduler of one process: one timeout for the next timer of all; which conversations are due is asked of the storage.
// Invariant: looks at the clock at least every `longestSleep`, so a clock that jumps delays nothing for longer.
import type { ConversationStore } from './conversation-store.ts';
import type { Scheduler } from './scheduler.ts';

interface TimerSchedulerOptions {
  readonly store: Pick<ConversationStore, 'due' | 'nextDue'>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Told of a wake or a look that failed; it is tried again. */
  readonly onError: (error: unknown) => void;
  readonly longestSleep?: number;
}

/** Until a wake that failed, or is not done yet, is looked at again. */
const againAfter = 1000;
const mostAtOnce = 500;

export function createTimerScheduler({
  store,
  now,
  onError,
  longestSleep = 30_000,
}: TimerSchedulerOptions): Scheduler {
  const waking = new Map<string, Promise<void>>();
  const stopped = new AbortController();
  let wake: ((conversationId: string) => Promise<void>) | undefined;
  let timeout: NodeJS.Timeout | undefined;
  let armedFor = Number.POSITIVE_INFINITY;
  let looking: Promise<void> | undefined;

  function arm(at: number): void {
    if (stopped.signal.aborted || wake === undefined || at >= armedFor) return;
    clearTimeout(timeout);
    armedFor = at;
    const sleep = Math.min(Math.max(0, at - now()), longestSleep);
    timeout = setTimeout(() => void look(), sleep).unref();
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function lookOnce(): Promise<void> {
    armedFor = Number.POSITIVE_INFINITY;
    let next = now() + longestSleep;
    try {
      const at = now();
      const ids = await store.due(at, mostAtOnce + waking.size);
      for (const id of ids) begin(id);
      const later = await store.nextDue(at);
      if (ids.length > 0) next = now() + againAfter;
      if (later !== null) next = Math.min(next, later);
    } catch (error) {
      onError(error);
      next = now() + againAfter;
    }
    arm(next);
  }

  function begin(id: string): void {
    if (wake === undefined || waking.has(id) || stopped.signal.aborted) return;
    const done = wake(id)
      .catch(onError)
      .finally(() => {
        waking.delete(id);
      });
    waking.set(id, done);
  }

  return {
    start(given) {
      wake = given;
      arm(now());
    },
    expect: arm,
    async stop() {
      stopped.abort();
      clearTimeout(timeout);
      await looking;
      await Promise.all(waking.values());
    },
  };
}
