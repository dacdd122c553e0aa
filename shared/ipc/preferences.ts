// What the app remembers for this person, whatever project is open. Kept by the host in the user folder.
import { z } from 'zod';

/** Panels that can be made larger and smaller: the two docks, the one that both share, and the preview below the canvas. */
const sizedPanels = ['settings', 'preview', 'dock', 'below'] as const;
export type SizedPanel = (typeof sizedPanels)[number];

/** How the window was left; a project that is opened is shown so. */
const layoutSchema = z.object({
  isSidebarOpen: z.boolean().default(true),
  isSettingsOpen: z.boolean().default(true),
  isPreviewOpen: z.boolean().default(true),
  previewPlace: z.enum(['beside', 'below', 'window']).default('beside'),
  /** In pixels. */
  sizes: z.partialRecord(z.enum(sizedPanels), z.int().min(50).max(4000)).default({}),
});
export type Layout = z.infer<typeof layoutSchema>;

export const preferencesSchema = z.object({
  colorScheme: z.enum(['light', 'dark', 'auto']).default('auto'),
  /** Whether the preview is open when a project is opened. */
  opensPreview: z.boolean().default(true),
  layout: layoutSchema.prefault({}),
  /** The version whose news were read. */
  newsReadFor: z.string().max(50).nullable().default(null),
  /** Hints on the first steps: asked for, and neither done nor put away. */
  showsHints: z.boolean().default(false),
  /** Projects whose checklist was put away, by the ids of their workspaces; the latest last. */
  checklistsPutAway: z.array(z.string()).max(200).default([]),
  /** Development: connectors may reach this computer and its own network. */
  allowsLocalAddresses: z.boolean().default(false),
});

/** What changes; what is not named stays. */
export const preferencesChangeSchema = z
  .object({
    colorScheme: preferencesSchema.shape.colorScheme.unwrap(),
    opensPreview: z.boolean(),
    layout: layoutSchema,
    newsReadFor: z.string().max(50),
    showsHints: z.boolean(),
    checklistsPutAway: z.array(z.string()).max(200),
    allowsLocalAddresses: z.boolean(),
  })
  .partial();

export type Preferences = z.infer<typeof preferencesSchema>;
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;
