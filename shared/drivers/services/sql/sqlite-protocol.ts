// What the process that asks SQLite files is told and answers.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';

export const sqliteQuestionSchema = z.object({
  id: z.int(),
  path: z.string(),
  text: z.string(),
  parameters: z.array(z.union([z.string(), z.number(), z.null()])),
  isWrite: z.boolean(),
  rowLimit: z.int(),
  timeoutMs: z.number(),
});

export const sqliteAnswerSchema = z.union([
  z.object({
    id: z.int(),
    rows: z.object({
      columns: z.array(z.string()),
      rows: z.array(jsonObjectSchema),
      isTruncated: z.boolean(),
      changed: z.int(),
    }),
  }),
  z.object({ id: z.int(), error: appErrorSchema }),
]);

export type SqliteAnswer = z.infer<typeof sqliteAnswerSchema>;
