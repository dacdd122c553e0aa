// A passage: what a search finds and a reply cites. Its id comes from its document's content, so it names the same words for
// as long as the project keeps them, also after the source was imported again.
import { z } from 'zod';

export const passageSchema = z.object({
  id: z.string().max(100),
  /** The source that has it now. */
  sourceId: z.string(),
  sourceName: z.string(),
  /** Title of its document: a page, a file, or a question. */
  title: z.string(),
  /** Headings above it, outermost first, without the title. */
  headings: z.array(z.string()),
  /** Page of a PDF, from 1. */
  page: z.int().nullable(),
  /** Name of the place within a page, as in `#refunds`. */
  anchor: z.string().nullable(),
  /** Of web pages; with the anchor it leads to the passage. */
  url: z.string().nullable(),
  text: z.string(),
});

/** `highlights` are the places in `text` of words that were looked for: start and end, in UTF-16 units. */
export const foundPassageSchema = passageSchema.extend({
  /** Higher is better; only scores of one search can be compared. */
  score: z.number(),
  highlights: z.array(z.tuple([z.int(), z.int()])).max(200),
});

/** What a reply took from a passage: `[1]` in its text is `number` 1. */
export const citationSchema = z.object({
  number: z.int().min(1),
  passageId: z.string(),
  sourceId: z.string(),
  sourceName: z.string(),
  title: z.string(),
  page: z.int().nullable(),
  anchor: z.string().nullable(),
  url: z.string().nullable(),
});

export type Passage = z.infer<typeof passageSchema>;
export type FoundPassage = z.infer<typeof foundPassageSchema>;
export type Citation = z.infer<typeof citationSchema>;
