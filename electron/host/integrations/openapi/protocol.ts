// What the process that reads OpenAPI documents is told and answers.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { integrationChannels } from '#shared/ipc/integrations.ts';

export const openApiRequestSchema = z.object({
  text: z.string(),
  from: z.string().nullable(),
  /** Operations to take; null: what the document has is listed. */
  keys: z.array(z.string()).nullable(),
});

export const openApiAnswerSchema = z.union([
  z.object({
    read: integrationChannels['integrations.readOpenApi'].response.omit({ documentId: true }),
  }),
  z.object({ taken: integrationChannels['integrations.takeOperations'].response.shape.operations }),
  z.object({ error: appErrorSchema }),
]);
