// What the process that reads OpenAPI documents is told and answers.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { integrationChannels } from '#shared/ipc/integrations.ts';

export const openApiRequestSchema = z.object({ text: z.string(), from: z.string().nullable() });

const { response: read } = integrationChannels['integrations.readOpenApi'];
const { response: taken } = integrationChannels['integrations.takeOperations'];

export const openApiAnswerSchema = z.union([
  z.object({
    read: read
      .omit({ documentId: true })
      .extend({ taken: z.record(z.string(), taken.shape.operations.element) }),
  }),
  z.object({ error: appErrorSchema }),
]);
