// Tells a given time instead of the real one; every other effect passes through. For tests and benchmarks.
import type { Driver } from '#shared/engine/effects.ts';
import { createDriver } from './create-driver.ts';

/** `now` is asked each time, so a test can move its clock. */
export function createFixedClockDriver(inner: Driver, now: () => number): Driver {
  return createDriver({
    'clock.now': () => Promise.resolve(now()),
    'code.run': (call) => inner.perform(call),
    'http.request': (call) => inner.perform(call),
    'knowledge.search': (call) => inner.perform(call),
    'model.generate': (call) => inner.perform(call),
    'operation.call': (call) => inner.perform(call),
    'service.request': (call) => inner.perform(call),
    'sql.query': (call) => inner.perform(call),
  });
}
