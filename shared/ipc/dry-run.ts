// What a window is shown of requests to the outside, and of previews that change nothing there.
import { z } from 'zod';
import { pretendedAnswerSchema } from '#shared/model/pretended-answer.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';

/** One request in full, without secrets; long bodies are cut. */
export const requestDetailsSchema = z.object({
  asked: jsonObjectSchema,
  /** Null when there was no answer. */
  answered: jsonObjectSchema.nullable(),
  /** Only when nothing was sent. */
  pretended: z
    .object({
      /** What the answer is kept under: the same for every request of this kind. */
      subject: z.string(),
      answer: pretendedAnswerSchema,
      /** Whose answer it is: the author's, the one that a server gave last, or nobody's. */
      source: z.enum(['author', 'server', 'none']),
    })
    .nullable(),
});

export type RequestDetails = z.infer<typeof requestDetailsSchema>;

const nothing = z.object({});

export const dryRunChannels = {
  /** What a request of the conversation carried; null when it is no longer known. */
  'preview.requestDetails': {
    request: z.object({ sessionId: z.string(), key: z.string().max(300) }),
    response: z.object({ details: requestDetailsSchema.nullable() }),
  },
  /** Whether previews of the project really change what is outside. */
  'preview.isLive': { request: nothing, response: z.object({ isLive: z.boolean() }) },
  'preview.setLive': { request: z.object({ isLive: z.boolean() }), response: nothing },
  /** What dry runs answer to requests with this subject from now on; null = what they would without. */
  'preview.saveAnswer': {
    request: z.object({ subject: z.string().min(1).max(20_000), answer: pretendedAnswerSchema.nullable() }),
    response: nothing,
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;
