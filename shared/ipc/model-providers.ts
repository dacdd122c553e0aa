// What windows see of model providers. Invariant: a key is only ever part of a request.
import { z } from 'zod';

/** Whoever keeps the key of the author's secrets: the computer's key store, or a file because there is none here. */
export const keyProtectionSchema = z.enum([
  'key-store',
  /** Electron's window, on a computer without a key store. */
  'no-key-store',
  /** The browser and the command line, which have none. */
  'file',
  /** The key store, which only Electron's window can open, and this is not one. */
  'elsewhere',
]);
export type KeyProtection = z.infer<typeof keyProtectionSchema>;

export const modelProviderIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and "-".');

const settings = z.object({
  name: z.string().trim().min(1).max(60),
  kind: z.enum(['openai', 'anthropic', 'google', 'openai-compatible']),
  /** Null = the provider's own. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable(),
  /** How long one answer may take, with all attempts. */
  timeoutSeconds: z.int().min(1).max(600),
});

export const modelProviderSchema = settings.extend({
  /** The first part of a model's name: `openai` in `openai/gpt-5`. */
  id: modelProviderIdSchema,
  /** The list that its last test gave. */
  models: z.array(z.string().max(500)).max(1000),
});

export const modelProviderViewSchema = modelProviderSchema.extend({
  key: z.enum(['saved', 'environment', 'missing']),
});
export type ModelProviderView = z.infer<typeof modelProviderViewSchema>;

/** What a key can be made of: it is sent as it is. */
export const modelKeySchema = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, 'A key has only letters, digits and signs. Copy it again, without spaces.');

export const saveModelProviderSchema = settings.extend({
  /** Null = a new one; the host names it. */
  id: modelProviderIdSchema.nullable(),
  /** Without a key the one that is saved stays, unless the address changes; null takes it away. */
  key: modelKeySchema.nullable().optional(),
});
export type SaveModelProvider = z.infer<typeof saveModelProviderSchema>;
