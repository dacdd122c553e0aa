import type { Json } from '#shared/util/json.ts';
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ values }, scope) {
    const merge: Record<string, Json> = {};
    for (const [index, { name, value }] of values.entries()) {
      if (!isArgsName(name)) {
        throw new AppError(
          'STEP_SETTINGS_INVALID',
          `Value ${index + 1} of this step cannot be called “${name}”. ${argsNameAdvice}`,
          { details: { stepId: scope.stepId, field: `values.${index}.name` } },
        );
      }
      merge[name] = await scope.renderValue(value, `values.${index}.value`);
    }
    return { take: 'next', merge };
  },
});
