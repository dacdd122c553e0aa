import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { consoleEntrySchema } from '#shared/engine/effects.ts';
import { defineExecutor, type StepScope } from '#shared/engine/executor.ts';
import { codeContext } from './context.ts';
import { definition } from './definition.ts';

const consoleSchema = z.array(consoleEntrySchema);

export const executor = defineExecutor(definition, {
  async enter({ code, connectors }, scope) {
    const { result, console } = await run(code, connectors, scope);
    log(console, scope);
    return { take: 'next', merge: result };
  },
});

async function run(code: string, connectors: string[], scope: StepScope) {
  try {
    return await scope.effect('code.run', {
      code,
      context: codeContext(scope),
      args: scope.args,
      seed: `${scope.visitId}/${scope.stepId}`,
      now: await scope.now(),
      connectors,
    });
  } catch (error) {
    // What a script wrote before it failed is what its author looks at first.
    if (AppError.is(error)) log(consoleSchema.safeParse(error.details['console']).data ?? [], scope);
    throw error;
  }
}

function log(entries: z.infer<typeof consoleSchema>, scope: StepScope): void {
  for (const { level, text } of entries) scope.log(level, text);
}
