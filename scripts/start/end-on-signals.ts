export interface Ending {
  isEnding(): boolean;
  /** The children are gone: signals end this process again. */
  done(): void;
}

/** On Ctrl-C and its kin: `end` at once, `kill` when that took longer than `withinMs`, or on a second signal. */
export function endOnSignals(end: () => void, kill: () => void, withinMs: number): Ending {
  let timer: NodeJS.Timeout | undefined;
  const onSignal = (): void => {
    if (timer !== undefined) return kill();
    timer = setTimeout(kill, withinMs);
    end();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    isEnding: () => timer !== undefined,
    done: () => {
      clearTimeout(timer);
      for (const signal of signals) process.removeListener(signal, onSignal);
    },
  };
}
