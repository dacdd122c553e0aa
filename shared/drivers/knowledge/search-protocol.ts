// What whoever searches and the searching thread say to each other.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { searchAnswerSchema, searchRequestSchema } from './search-types.ts';

export const toSearcherSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('search'), id: z.int(), path: z.string(), request: searchRequestSchema }),
  /** Lets go of a database; the flag is raised when that is done, for a caller that cannot wait for a message. */
  z.object({ type: z.literal('close'), path: z.string(), flag: z.instanceof(SharedArrayBuffer) }),
]);

export const searchReplySchema = z.union([
  z.object({ id: z.int(), answer: searchAnswerSchema }),
  z.object({ id: z.int(), error: appErrorSchema }),
]);

export type ToSearcher = z.infer<typeof toSearcherSchema>;
export type SearchReply = z.infer<typeof searchReplySchema>;
