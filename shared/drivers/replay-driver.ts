// Answers effects from a recording, by key and by what was asked. Invariant: never reaches the outside.
import type { Driver } from '#shared/engine/effects.ts';
import { answerFrom, type RecordedEffect } from './recorded-effect.ts';

export function createReplayDriver(recording: readonly RecordedEffect[]): Driver {
  const byKey = new Map(recording.map((effect) => [effect.key, effect]));
  return {
    async perform(call) {
      return answerFrom(byKey.get(call.key), call);
    },
  };
}
