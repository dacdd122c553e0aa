// Makes a turn that crashed safe to run again: effects that finished are answered from the journal and not repeated.
// Invariants: what reaches the outside and changes it is written down before it is performed; an irreversible effect that
// was started and never finished is in doubt and is not tried again; an aborted effect is not finished.
import type { Driver } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  answerFrom,
  classOf as classOfEffect,
  type ClassOf,
  recordEffect,
  type RecordedEffect,
  settle,
} from './recorded-effect.ts';

export type JournalEntry = 'started' | RecordedEffect | undefined;

/** Where effects are written down. Keys are unique within a conversation. */
export interface Journal {
  read(key: string): Promise<JournalEntry>;
  started(key: string): Promise<void>;
  finished(effect: RecordedEffect): Promise<void>;
}

export function createJournalDriver(
  inner: Driver,
  journal: Journal,
  classOf: ClassOf = classOfEffect,
): Driver {
  return {
    async perform(call) {
      const entry = await journal.read(call.key);
      const effectClass = classOf(call);
      if (entry === 'started' && effectClass === 'irreversible') throw inDoubt(call.key, call.name);
      if (entry !== undefined && entry !== 'started') return answerFrom(entry, call);
      if (effectClass === 'write' || effectClass === 'irreversible') await journal.started(call.key);
      const recorded = await recordEffect(call, () => inner.perform(call));
      if (!call.signal.aborted) await journal.finished(recorded);
      return settle(recorded, call);
    },
  };
}

/** A journal for previews and tests. */
export function createMemoryJournal(): Journal {
  const entries = new Map<string, Exclude<JournalEntry, undefined>>();
  return {
    read: (key) => Promise.resolve(entries.get(key)),
    async started(key) {
      entries.set(key, 'started');
    },
    async finished(effect) {
      entries.set(effect.key, effect);
    },
  };
}

function inDoubt(key: string, name: string): AppError {
  return new AppError(
    'IN_DOUBT',
    'It is not known whether this was done: the program stopped in the middle of something that cannot be undone. Look whether it happened before doing it again.',
    { blame: 'environment', details: { key, name } },
  );
}
