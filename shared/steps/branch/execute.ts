import { defineExecutor } from '#shared/engine/executor.ts';
import { definition, elsePort } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ cases }, scope) {
    for (const { id, condition } of cases) {
      if (await scope.holds(condition)) return { take: id };
    }
    return { take: elsePort };
  },
  async leadsOn({ cases }, { mayHold, isConnected }) {
    if (isConnected(elsePort)) return true;
    for (const { condition } of cases) if (await mayHold(condition)) return true;
    return false;
  },
});
