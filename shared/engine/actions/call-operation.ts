// Calls an operation of an integration for a step.
// Invariants: an operation that is gone, switched off or not allowed for this customer is never asked.
// The driver checks the values' types against the operation.
import type { Operation } from '#shared/model/entities/operation.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Json } from '#shared/util/json.ts';
import { fromTemplate } from '../arguments.ts';
import type { EffectResponse } from '../effects.ts';
import type { StepScope } from '../executor.ts';
import { isPermitted } from './permission.ts';
import { termsOf } from './service-call.ts';

export interface OperationCall {
  readonly integrationId: string;
  readonly operationId: string;
  /** Templates by the parameters' ids. */
  readonly parameters: readonly { readonly id: string; readonly value: string }[];
}

/** Throws OPERATION_NOT_FOUND, ACTION_NOT_PERMITTED, ACTION_INPUT_INVALID, and what the service says. */
export async function callOperation(
  { integrationId, operationId, parameters }: OperationCall,
  scope: StepScope,
): Promise<EffectResponse<'operation.call'>> {
  const operation = scope.catalog.operations.get(operationId);
  if (operation?.isEnabled !== true || operation.integrationId !== integrationId) {
    throw new AppError(
      'OPERATION_NOT_FOUND',
      operation?.isEnabled === false
        ? `The operation “${operation.name}” is switched off. Switch it on in its integration, or choose another one.`
        : 'The operation does not exist any more. Choose another one.',
      { details: { stepId: scope.stepId, operationId } },
    );
  }
  refuseUnpermitted(operation, scope);
  const given: Record<string, Json> = {};
  for (const [index, { id, value }] of parameters.entries()) {
    const parameter = operation.parameters.find((each) => each.id === id);
    if (parameter === undefined) continue;
    given[parameter.name] = fromTemplate(
      parameter,
      await scope.renderValue(value, `parameters.${index}.value`),
    );
  }
  const missing = operation.parameters.find(
    ({ name, isRequired, fallback }) => isRequired && fallback === null && (given[name] ?? null) === null,
  );
  if (missing !== undefined) {
    throw new AppError(
      'ACTION_INPUT_INVALID',
      `“${operation.name}” needs a value for “${missing.name}”, and there is none here. Check what is given to it.`,
      { details: { stepId: scope.stepId, parameter: missing.name } },
    );
  }
  return scope.effect('operation.call', {
    ...termsOf(scope, operation.effect),
    integrationId,
    operationId,
    parameters: given,
  });
}

function refuseUnpermitted({ name, permission }: Operation, scope: StepScope): void {
  const isAllowed =
    permission === 'operator' ? scope.terms.isApproved : isPermitted(permission, scope.conversation);
  if (isAllowed) return;
  const who =
    permission === 'operator'
      ? 'an operator must allow it: put it into an action that asks for approval'
      : `the customer must be ${permission}`;
  throw new AppError('ACTION_NOT_PERMITTED', `“${name}” cannot be done here: ${who}.`, {
    details: { stepId: scope.stepId },
  });
}
