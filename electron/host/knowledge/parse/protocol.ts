// What the host and the reading process say to each other.
import { z } from 'zod';
import { cutDocumentSchema } from '#shared/drivers/knowledge/knowledge-document.ts';
import { appErrorSchema } from '#shared/errors/app-error.ts';

export const readRequestSchema = z.object({
  id: z.int(),
  file: z.object({ name: z.string(), bytes: z.instanceof(Uint8Array), url: z.string().nullable() }),
});

export const readAnswerSchema = z.union([
  z.object({
    id: z.int(),
    read: z.object({
      kind: z.enum(['text', 'markdown', 'html', 'pdf', 'docx', 'questions']),
      documents: z.array(cutDocumentSchema),
      notes: z.array(z.string()),
    }),
  }),
  z.object({ id: z.int(), error: appErrorSchema }),
]);

export type ReadAnswer = z.infer<typeof readAnswerSchema>;
