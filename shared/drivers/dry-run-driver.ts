// Shows effects that would change the outside instead of performing them; clocks and reads pass through.
import type { Driver, EffectCall } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
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
      const effectClass = classOf(call);
      if (effectClass === 'pure' || effectClass === 'read') return inner.perform(call);
      // Nobody can know what a server would have answered.
      if (call.name === 'http.request') throw notSent(call);
      return parseResponse(call, pretend(call));
    },
  };
}

function notSent({ request }: EffectCall): AppError {
  const method = 'method' in request ? request.method.toUpperCase() : '';
  return new AppError(
    'HTTP_REFUSED',
    `fetch may not send ${method} requests in a dry run, because they could change something. Turn the dry run off to send it.`,
  );
}
