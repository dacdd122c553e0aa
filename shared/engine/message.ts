// Messages: what was said, by whom. Immutable once stored; conversations refer to them by id.
import { z } from 'zod';
import { limits } from '#shared/model/limits.ts';
import { citationSchema } from '#shared/model/passage.ts';
import { channelKinds } from '#shared/model/entities/test-user.ts';

export const choiceValueSchema = z.union([z.string().max(limits.text), z.number(), z.boolean()]);

export const messageSchema = z.object({
  id: z.string().min(1).max(200),
  role: z.enum(['user', 'operator', 'assistant']),
  content: z.string().max(limits.messageContent),
  channel: z.enum(channelKinds),
  assistantId: z.string().optional(),
  /** On a customer's message: the picked option. */
  choice: z.object({ value: choiceValueSchema }).optional(),
  /** On a reply: the passages that `[1]` and the like in its text stand for. */
  citations: z.array(citationSchema).max(limits.knowledge.results).optional(),
});

export type Message = z.infer<typeof messageSchema>;
export type ChoiceValue = z.infer<typeof choiceValueSchema>;
