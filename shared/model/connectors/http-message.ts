// A request that a script asks for, and the answer it gets: plain JSON, on every wall between a script and the network.
import { z } from 'zod';

/** Text where the bytes are UTF-8, so that most of what crosses can be read. */
const httpBodySchema = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({ base64: z.base64() }),
]);

const headersSchema = z.array(z.tuple([z.string(), z.string()])).max(200);

export const httpRequestSchema = z.object({
  method: z.string().max(40),
  url: z.string().max(16_384),
  headers: headersSchema,
  body: httpBodySchema.nullable(),
});

export const httpResponseSchema = z.object({
  status: z.int(),
  statusText: z.string(),
  /** Where the answer came from, after redirects. */
  url: z.string(),
  isRedirected: z.boolean(),
  headers: headersSchema,
  body: httpBodySchema,
});

export type HttpRequest = z.infer<typeof httpRequestSchema>;
export type HttpResponse = z.infer<typeof httpResponseSchema>;
