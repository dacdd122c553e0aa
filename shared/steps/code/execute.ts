import { defineExecutor } from '#shared/engine/executor.ts';
import { codeContext } from './context.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ code }, scope) {
    const { result, console } = await scope.effect('code.run', {
      code,
      context: codeContext(scope),
      args: scope.args,
      seed: `${scope.visitId}/${scope.stepId}`,
      now: await scope.now(),
    });
    for (const { level, text } of console) scope.log(level, text);
    return { take: 'next', merge: result };
  },
});
