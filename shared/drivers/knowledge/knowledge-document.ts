// A document between reading and keeping: what parsers make of a file, and what is kept of it.
import { z } from 'zod';

/** One piece of a document in its order. `text` is one paragraph, list or table; lines within it are kept. */
export const blockSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('heading'),
    level: z.int().min(1).max(6),
    text: z.string(),
    anchor: z.string().nullable(),
  }),
  z.object({ kind: z.literal('text'), text: z.string(), page: z.int().nullable() }),
]);

export type Block = z.infer<typeof blockSchema>;

/** What a parser gives. */
export interface ReadDocument {
  readonly title: string;
  /** Of web pages. */
  readonly url: string | null;
  readonly blocks: readonly Block[];
}

/** `terms` are the passage's words as they are indexed and scored. */
export const cutPassageSchema = z.object({
  headings: z.array(z.string()),
  page: z.int().nullable(),
  anchor: z.string().nullable(),
  text: z.string(),
  terms: z.object({ headings: z.string(), body: z.string() }),
});

export const cutDocumentSchema = z.object({
  title: z.string(),
  url: z.string().nullable(),
  titleTerms: z.string(),
  passages: z.array(cutPassageSchema),
});

export type CutPassage = z.infer<typeof cutPassageSchema>;
export type CutDocument = z.infer<typeof cutDocumentSchema>;
