// What the app remembers for this person, whatever project is open. Kept by the host in the user folder.
import { z } from 'zod';

export const preferencesSchema = z.object({
  colorScheme: z.enum(['light', 'dark', 'auto']).default('auto'),
  /** Whether the preview is open when a project is opened. */
  opensPreview: z.boolean().default(true),
  /** The version whose news were read. */
  newsReadFor: z.string().max(50).nullable().default(null),
  /** Hints on the first steps: asked for, and neither done nor put away. */
  showsHints: z.boolean().default(false),
  /** Development: connectors may reach this computer and its own network. */
  allowsLocalAddresses: z.boolean().default(false),
});

/** What changes; what is not named stays. */
export const preferencesChangeSchema = z
  .object({
    colorScheme: preferencesSchema.shape.colorScheme.unwrap(),
    opensPreview: z.boolean(),
    newsReadFor: z.string().max(50),
    showsHints: z.boolean(),
    allowsLocalAddresses: z.boolean(),
  })
  .partial();

export type Preferences = z.infer<typeof preferencesSchema>;
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;
