// The drivers a scenario is played with: its own clock, and real runners for code.
import type { Driver, EffectCall, EffectName, EffectResponse } from '#shared/engine/effects.ts';
import { defaultCodeLimits } from '#shared/sandbox/protocol/code-limits.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import type { MakeDriver } from './play-scenario.ts';

type Handlers = { [Name in EffectName]: (call: EffectCall<Name>) => Promise<EffectResponse<Name>> };

export function scenarioDriver(pool: RunnerPool): MakeDriver {
  return (now): Driver => {
    const handlers: Handlers = {
      'clock.now': async () => now(),
      'code.run': async ({ request }) => {
        const { result, console } = await pool.run({ ...request, limits: defaultCodeLimits });
        return { result, console: [...console] };
      },
    };
    return {
      perform: <Name extends EffectName>(call: EffectCall<Name>) => handlers[call.name](call),
    };
  };
}
