// Tests and publish targets. Secrets are never part of these: the key of a target is in the author's vault, by the target's id.
import { z } from 'zod';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

const name = z.string().min(1).max(limits.name);

export const recordedConversationSchema = z.object({
  id: entityIdSchema,
  name,
  recording: jsonObjectSchema.default({}),
});

/** A runtime, and which of its environments. */
export const publishTargetSchema = z.object({
  id: entityIdSchema,
  name,
  url: z.url().max(2000),
  environment: z.enum(['staging', 'production']),
});

export type PublishTarget = z.infer<typeof publishTargetSchema>;
