// Messages between the studio's process and whoever started it and keeps it alive (`npm start`).
// Invariant: the cookie and the links belong to the supervisor, so a studio that was killed comes back at the same address
// with the browser still signed in.
import { z } from 'zod';

/** Random, at least 256 bits. */
const secret = z.string().min(43).max(200);

export const toStudioSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    port: z.int().min(0).max(65_535),
    /** Only this port will do: a browser is already there. Else the next free one is taken. */
    isPortFixed: z.boolean(),
    cookie: secret,
    token: secret,
  }),
  /** The next one-time link. */
  z.object({ type: z.literal('token'), token: secret }),
]);

export const fromStudioSchema = z.discriminatedUnion('type', [
  /** Ready for `start`. */
  z.object({ type: z.literal('hello') }),
  z.object({ type: z.literal('listening'), port: z.int() }),
  /** A browser came in; the link is spent. */
  z.object({ type: z.literal('token-used') }),
  /** It cannot serve, and starting again would not help. */
  z.object({ type: z.literal('failed'), message: z.string() }),
]);

export type ToStudio = z.infer<typeof toStudioSchema>;
export type FromStudio = z.infer<typeof fromStudioSchema>;
