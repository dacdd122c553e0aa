// What a search is asked and answers, between whoever searches and the thread that does it.
import { z } from 'zod';
import { foundPassageSchema } from '#shared/model/passage.ts';

/** A source that is searched: switched on, and with content. */
export const searchedSourceSchema = z.object({ id: z.string(), name: z.string(), contentHash: z.string() });

export const searchRequestSchema = z.object({
  query: z.string(),
  tokenBudget: z.int(),
  /** Results at most. */
  limit: z.int(),
  sources: z.array(searchedSourceSchema),
  /** Somebody reads the explanation: what stands for words is told as it is written. */
  explains: z.boolean().exactOptional(),
  /** Searches by meaning, too. */
  meaning: z.object({ model: z.string(), vector: z.array(z.number()) }).exactOptional(),
});

export const searchAnswerSchema = z.object({
  results: z.array(foundPassageSchema),
  /** About how many a model takes for the results. */
  tokens: z.int(),
  /** Why it was searched by words alone though it should have been by meaning, too. */
  notice: z.string().exactOptional(),
  explanation: z.object({
    terms: z.array(
      z.object({
        term: z.string(),
        passages: z.int(),
        standsFor: z.array(z.string()),
        use: z.enum(['searched', 'too-common', 'unknown']),
      }),
    ),
    sources: z.int(),
    passages: z.int(),
    nothingBecause: z.string().nullable(),
    overBudget: z.int(),
    /** Passages that mean what the query means; null when it was searched by words alone. */
    byMeaning: z.int().nullable(),
  }),
});

export type SearchedSource = z.infer<typeof searchedSourceSchema>;
export type SearchRequest = z.infer<typeof searchRequestSchema>;
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
