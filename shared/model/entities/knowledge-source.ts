// A source of knowledge as a project has it. What it says (documents cut into passages) lies in the project file beside the
// change log, named by `contentHash`: a removed source can be undone, and an old version still finds its content.
import { z } from 'zod';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';

export const knowledgeSourceSchema = z.object({
  id: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  kind: z.enum(['text', 'markdown', 'html', 'pdf', 'docx', 'web-page', 'website', 'questions']),
  /** A source that is switched off is never searched. */
  isEnabled: z.boolean().default(true),
  /** SHA-256 of the content, hex; null = nothing was imported yet. */
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .default(null),
  /** Where it was read: a URL, or a file's path within the folder that was imported. Importing the same again changes this source. */
  origin: z.string().max(4096).nullable().default(null),
  /** When its content was read last, epoch ms. */
  importedAt: z.number().nullable().default(null),
});

export type KnowledgeSource = z.infer<typeof knowledgeSourceSchema>;
