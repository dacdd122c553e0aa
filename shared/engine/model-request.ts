// What a prompt asks a model, and what comes back: the request and response of the effect `model.generate`.
// Invariants: plain JSON; what customers wrote and what a search found stand apart from the author's words, so that a
// driver can send them as data.
import { z } from 'zod';
import { jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';

/** What the simulator calls itself: the offline model that answers where no other is set up. */
export const simulatorName = 'simulator';

const modelToolSchema = z.object({
  /** What the model calls it: letters, digits and "_", unique in the request. */
  name: z.string(),
  description: z.string(),
  useCases: z.array(z.string()),
  /** JSON schema of the arguments, an object. */
  parameters: jsonObjectSchema,
});

export const modelRequestSchema = z.object({
  /** `provider/model`; null = the driver's own. */
  model: z.string().nullable(),
  temperature: z.number().nullable(),
  preamble: z.string(),
  rules: z.array(z.string()),
  /** Name of the assistant that speaks. */
  assistant: z.string(),
  /** Oldest first. */
  messages: z.array(z.object({ role: z.enum(['user', 'operator', 'assistant']), content: z.string() })),
  sources: z.array(z.object({ title: z.string(), text: z.string() })),
  postamble: z.string(),
  tools: z.array(modelToolSchema).min(1),
  /** The second attempt: what was answered first, and what is wrong with it. */
  repair: z.object({ answer: z.string(), problem: z.string() }).nullable(),
});

export const modelAnswerSchema = z.object({
  /** Which model answered; the simulator is `simulator`. */
  model: z.string(),
  /** Tools that were called, in order; arguments as they came. */
  calls: z.array(z.object({ tool: z.string(), args: jsonSchema })),
  text: z.string(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }),
});

export type ModelTool = z.infer<typeof modelToolSchema>;
export type ModelRequest = z.infer<typeof modelRequestSchema>;
export type ModelAnswer = z.infer<typeof modelAnswerSchema>;

/** What the first called tool will say, as far as it is written. */
export interface ModelDraft {
  readonly tool: string;
  readonly content: string;
}
