// A way out for code steps: which addresses, and how its secret goes along. The secret itself lies in the author's vault,
// under the connector's id, and is part of no project.
import { z } from 'zod';
import { longestPattern, mostPatterns } from '../connectors/url-pattern.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

const name = z.string().min(1).max(limits.name);

export const secretPlacementSchema = z.union([
  /** `template` holds `{{secret}}`. */
  z.object({ in: z.literal('header'), name, template: z.string().max(2000) }),
  z.object({ in: z.literal('query'), name }),
  z.object({ in: z.literal('none') }),
]);

export const connectorSchema = z.object({
  id: entityIdSchema,
  name,
  provider: z.enum(['stripe', 'custom']),
  urlPatterns: z.array(z.string().min(1).max(longestPattern)).max(mostPatterns).default([]),
  secretPlacement: secretPlacementSchema,
});

export type Connector = z.infer<typeof connectorSchema>;
export type SecretPlacement = z.infer<typeof secretPlacementSchema>;
