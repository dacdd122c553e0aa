import { AppError } from '#shared/errors/app-error.ts';
import { callOperation } from '#shared/engine/actions/call-operation.ts';
import { resultOf } from '#shared/engine/actions/service-call.ts';
import { defineExecutor } from '#shared/engine/executor.ts';
import { definition } from './definition.ts';

export const executor = defineExecutor(definition, {
  async enter({ integrationId, operationId, parameters }, scope) {
    if (integrationId === null || operationId === null) {
      throw new AppError('OPERATION_NOT_FOUND', 'No operation is chosen here. Open it and choose one.', {
        details: { stepId: scope.stepId },
      });
    }
    const { outputs, requestId } = await callOperation({ integrationId, operationId, parameters }, scope);
    const merge = resultOf(outputs, 'Map fewer outputs of the operation: only what later steps need.');
    return { take: 'next', merge, requestId };
  },
});
