// Tests and publish targets. Secrets are never part of these; `tokenReference` names an entry of the author's vault.
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

export const publishTargetSchema = z.object({
  id: entityIdSchema,
  name,
  url: z.url().max(2000),
  environment: z.enum(['staging', 'production']),
  tokenReference: z.string().max(limits.name).nullable().default(null),
});
