// What windows see of model providers. Invariant: a key is only ever part of a request.
import { z } from 'zod';

export const modelProviderSettingsSchema = z.object({
  /** The first part of a model's name: `openai` in `openai/gpt-5`. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and "-".'),
  kind: z.enum(['openai', 'anthropic', 'google', 'openai-compatible']),
  /** Null = the provider's own. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
});

export const modelProviderViewSchema = modelProviderSettingsSchema.extend({ hasKey: z.boolean() });
export type ModelProviderView = z.infer<typeof modelProviderViewSchema>;

/** Without a key the one that is saved stays, unless the address changes. */
export const saveModelProviderSchema = modelProviderSettingsSchema.extend({
  key: z.string().trim().min(1).max(2000).optional(),
});
export type SaveModelProvider = z.infer<typeof saveModelProviderSchema>;
