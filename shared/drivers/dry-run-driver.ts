// Shows effects that would change the outside instead of performing them; clocks and reads pass through.
// Invariant: what is not known to be a read is never performed while the run is dry. What is done by causing other effects goes on
// to those, which come by here on their own.
import type { Driver, EffectCall } from '#shared/engine/effects.ts';
import { classOf as classOfEffect, type ClassOf, parseResponse } from './recorded-effect.ts';

export interface DryRunOptions {
  /** Told of every effect that was not performed; gives what the flow goes on with instead, or throws an AppError. */
  readonly pretend: (call: EffectCall) => unknown;
  /** Asked for each effect; default: always. */
  readonly isDry?: () => boolean;
  readonly classOf?: ClassOf;
}

export function createDryRunDriver(
  inner: Driver,
  { pretend, isDry = () => true, classOf = classOfEffect }: DryRunOptions,
): Driver {
  return {
    async perform(call) {
      const effectClass = classOf(call);
      if (call.name === 'operation.call' && call.cause !== undefined) return inner.perform(call);
      if (effectClass === 'pure' || effectClass === 'read' || !isDry()) return inner.perform(call);
      const response = parseResponse(call, await pretend(call));
      call.onPretended?.();
      return response;
    },
  };
}
