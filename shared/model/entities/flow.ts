// What a conversation walks through: workflows, their steps, and the edges between steps of one workflow.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { assistantIdSchema, edgeIdSchema, portIdSchema, stepIdSchema, workflowIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

export const assistantSchema = z.object({
  id: assistantIdSchema,
  name: z.string().min(1).max(limits.name),
  /** An emoji, or a data URL of a picture of at most 64 KB. */
  avatar: z
    .string()
    .max(64 * 1024)
    .nullable()
    .default(null),
});

export const workflowSchema = z.object({
  id: workflowIdSchema,
  name: z.string().min(1).max(limits.name),
  description: z.string().max(limits.text).default(''),
});

export const stepSchema = z.object({
  id: stepIdSchema,
  workflowId: workflowIdSchema,
  kind: z.string().min(1).max(64),
  /** The version of the kind's settings that `settings` is written in. */
  version: z.int().min(1).default(1),
  name: z.string().max(limits.name).optional(),
  /** Passed over when a conversation comes to it; absent = false. */
  isDisabled: z.boolean().optional(),
  /** Read through the kind's definition; kept as it is when the kind is unknown. */
  settings: jsonObjectSchema.default({}),
  position: z.object({ x: z.number(), y: z.number() }).default({ x: 0, y: 0 }),
});

export const edgeSchema = z.object({
  id: edgeIdSchema,
  from: z.object({ stepId: stepIdSchema, port: portIdSchema }),
  to: stepIdSchema,
});

export type Assistant = z.infer<typeof assistantSchema>;
export type Workflow = z.infer<typeof workflowSchema>;
export type Step = z.infer<typeof stepSchema>;
export type Edge = z.infer<typeof edgeSchema>;
