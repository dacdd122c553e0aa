import { AppError } from '#shared/errors/app-error.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  enter({ stepId }, scope) {
    if (stepId === null) {
      throw new AppError(
        'STEP_NOT_FOUND',
        'This step does not say where to continue. Open it and choose a step.',
        { details: { stepId: scope.stepId } },
      );
    }
    return { take: 'target' };
  },
});
