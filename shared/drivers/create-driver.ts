// Makes a driver from one function per effect.
import type { Driver, EffectCall, EffectName, EffectResponse } from '#shared/engine/effects.ts';

export type EffectHandlers = {
  readonly [Name in EffectName]: (call: EffectCall<Name>) => Promise<EffectResponse<Name>>;
};

export function createDriver(handlers: EffectHandlers): Driver {
  return {
    perform<Name extends EffectName>(call: EffectCall<Name>): Promise<EffectResponse<Name>> {
      const handle: EffectHandlers[Name] = handlers[call.name];
      return handle(call);
    },
  };
}
