// What an author sees, and can change, of an answer that a dry run gives in place of a server.
import { z } from 'zod';

export const pretendedAnswerSchema = z.object({
  /** Null for what has none, such as a database. */
  status: z.int().min(200).max(599).nullable(),
  text: z.string().max(100_000),
});

export type PretendedAnswer = z.infer<typeof pretendedAnswerSchema>;
