// Passes every effect on and tells what came of it, for tests that replay it later.
import type { Driver } from '#shared/engine/effects.ts';
import { recordEffect, type RecordedEffect, settle } from './recorded-effect.ts';

export function createRecordDriver(inner: Driver, onRecorded: (effect: RecordedEffect) => void): Driver {
  return {
    async perform(call) {
      const recorded = await recordEffect(call, () => inner.perform(call));
      onRecorded(recorded);
      return settle(recorded, call);
    },
  };
}
