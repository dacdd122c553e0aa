import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { parameterValues } from '#shared/model/parameter-values.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

export const definition = defineStep({
  kind: 'integration',
  version: 1,
  group: 'data',
  title: 'Integration',
  purpose: 'Uses an operation of a connected service.',
  icon: 'plug-connected',
  canFail: true,
  settings: z.object({
    integrationId: field(entityIdSchema.nullable().default(null), {
      label: 'Integration',
      help: 'A connected service, such as a shop or a help desk.',
      input: 'integration',
      service: 'http',
    }),
    operationId: field(entityIdSchema.nullable().default(null), {
      label: 'Operation',
      help: 'What it does there.',
      input: 'operation',
      of: 'integrationId',
    }),
    parameters: field(parameterValues(), {
      label: 'Parameters',
      help: 'What the operation is given.',
      input: 'mapping',
      of: 'operationId',
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  // The outputs of the operation.
  writes: () => undefined,
  summary({ integrationId, operationId }, names) {
    const service = integrationId === null ? undefined : names.integration(integrationId);
    const operation = operationId === null ? undefined : names.operation(operationId);
    if (operation === undefined)
      return service === undefined ? 'Use a service' : `Use ${shorten(service, 60)}`;
    return shorten(service === undefined ? operation : `${service}: ${operation}`);
  },
  check: ({ integrationId, operationId }) => [
    ...(integrationId === null
      ? [
          {
            severity: 'error' as const,
            code: 'SETTING_MISSING',
            message: 'No service is chosen. Choose an integration.',
            field: 'integrationId',
          },
        ]
      : []),
    ...(integrationId !== null && operationId === null
      ? [
          {
            severity: 'error' as const,
            code: 'SETTING_MISSING',
            message: 'No operation is chosen. Choose what to do with the service.',
            field: 'operationId',
          },
        ]
      : []),
  ],
});
