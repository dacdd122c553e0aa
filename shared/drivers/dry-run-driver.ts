// Shows effects that would change the outside instead of performing them; clocks and reads pass through.
import type { Driver, EffectCall } from '#shared/engine/effects.ts';
import { classOf as classOfEffect, type ClassOf, parseResponse } from './recorded-effect.ts';

export interface DryRunOptions {
  /** Told of every effect that was not performed; gives what the flow goes on with instead. */
  readonly pretend: (call: EffectCall) => unknown;
  readonly classOf?: ClassOf;
}

export function createDryRunDriver(
  inner: Driver,
  { pretend, classOf = classOfEffect }: DryRunOptions,
): Driver {
  return {
    async perform(call) {
      const effectClass = classOf(call.name);
      if (effectClass === 'pure' || effectClass === 'read') return inner.perform(call);
      return parseResponse(call, pretend(call));
    },
  };
}
