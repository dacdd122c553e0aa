// What one run of an author's code may use. The defaults are the product's promise; an author may raise
// them up to the ceilings, which keep one script from taking the machine.
import { z } from 'zod';
import { maxRequests } from './runner-constants.ts';

export const codeLimitsSchema = z.object({
  /** Wall-clock time from the moment a runner takes the script; waiting for a runner does not count. */
  wallMs: z.int().min(50).max(60_000).default(10_000),
  /** Time spent computing, without waiting. */
  cpuMs: z.int().min(20).max(30_000).default(5_000),
  memoryMb: z.int().min(8).max(256).default(64),
  /** Size of the result as JSON, in bytes of UTF-8. */
  resultBytes: z.int().min(2).max(4_194_304).default(1_048_576),
  /** Calls of `fetch`. */
  requests: z.int().min(0).max(maxRequests).default(20),
});

export type CodeLimits = Readonly<z.infer<typeof codeLimitsSchema>>;

export const defaultCodeLimits: CodeLimits = codeLimitsSchema.parse({});
