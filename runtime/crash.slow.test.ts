// kill -9 under load: what was acknowledged is answered exactly once. `bench/runtime-crash.ts` kills more often.
import { expect, test } from 'vitest';
import { crashUnderLoad } from '#tests/helpers/crash-runtime.ts';

test('killed at random moments, the runtime answers everything it acknowledged once and in order, and fires each timer once', async () => {
  const counts = await crashUnderLoad({ kills: 4, talkers: 4, timers: 4 });
  const { acknowledged, timers } = counts;
  expect(counts).toMatchObject({
    answeredOnce: acknowledged,
    missing: 0,
    repeated: 0,
    outOfOrder: 0,
    timers: { firedOnce: timers.set },
    charges: { repeated: 0 },
    inDoubt: { reported: counts.inDoubt.answered },
  });
  expect(counts.kills.service + counts.kills.runners).toBe(4);
  expect(acknowledged).toBeGreaterThan(15);
}, 240_000);
