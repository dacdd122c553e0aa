import { AppError } from '#shared/errors/app-error.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  enter({ target, workflowId, initial }, scope) {
    if (target === 'parent') return { return: initial };
    if (workflowId === null) {
      throw new AppError(
        'WORKFLOW_NOT_FOUND',
        'This step does not say where to go. Open it and choose a workflow.',
        {
          details: { stepId: scope.stepId },
        },
      );
    }
    return { jump: workflowId, mode: initial };
  },
});
