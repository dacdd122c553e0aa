// Effects of a turn, written down so that a turn that a crash cut off can run again.
// Invariants: what reaches outside (requests, models) is written before the turn goes on, and with it everything that the turn
// learned until then (clock, code, search), so that it comes to the same place again; a turn that never reaches outside writes
// nothing; nothing outside happens before the turn's trigger is stored.
import { createJournalDriver, type Journal, type JournalEntry } from '#shared/drivers/journal-driver.ts';
import type { RecordedEffect } from '#shared/drivers/recorded-effect.ts';
import type { Driver, EffectName } from '#shared/engine/effects.ts';

type KeptEntry = Exclude<JournalEntry, undefined>;

export interface TurnJournalOptions {
  /** What an earlier attempt wrote. */
  readonly entries: ReadonlyMap<string, KeptEntry>;
  /** Resolves when the turn's trigger is stored. */
  readonly isStored: Promise<void>;
  readonly write: (entries: readonly (readonly [string, KeptEntry])[]) => Promise<void>;
}

const insideOnly: ReadonlySet<string> = new Set([
  'clock.now',
  'code.run',
  'knowledge.search',
] satisfies EffectName[]);

export class TurnJournal implements Journal {
  readonly #options: TurnJournalOptions;
  #unwritten: (readonly [string, KeptEntry])[] = [];
  #isUsed: boolean;

  constructor(options: TurnJournalOptions) {
    this.#options = options;
    this.#isUsed = options.entries.size > 0;
  }

  /** Whether anything of it is in the storage. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** A driver that keeps this journal. */
  over(driver: Driver): Driver {
    const { isStored } = this.#options;
    const gated: Driver = {
      async perform(call) {
        if (!insideOnly.has(call.name)) await isStored;
        return driver.perform(call);
      },
    };
    return createJournalDriver(gated, this);
  }

  read(key: string): Promise<JournalEntry> {
    return Promise.resolve(this.#options.entries.get(key));
  }

  async started(key: string): Promise<void> {
    await this.#options.isStored;
    this.#unwritten.push([key, 'started']);
    await this.#write();
  }

  async finished(effect: RecordedEffect): Promise<void> {
    this.#unwritten.push([effect.key, effect]);
    if (!insideOnly.has(effect.name)) await this.#write();
  }

  #write(): Promise<void> {
    const entries = this.#unwritten;
    this.#unwritten = [];
    this.#isUsed = true;
    return this.#options.write(entries);
  }
}
