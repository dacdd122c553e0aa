// The effect `http.request`: what a code step asks of the network, through its connectors.
import { z } from 'zod';
import { httpRequestSchema, httpResponseSchema } from '#shared/model/connectors/http-message.ts';

export const httpEffectRequestSchema = httpRequestSchema.extend({
  /** Ids of the connectors that the step has; the most specific pattern among them decides. */
  connectors: z.array(z.string()),
});

export const httpEffectResponseSchema = httpResponseSchema.extend({
  /** The connector that it went through. */
  connectorId: z.string(),
  durationMs: z.number(),
  /** Size of the body, decompressed. */
  bytes: z.int(),
});

/** By what HTTP promises of its methods: what may be sent twice with the same effect is a write that can be repeated. */
export function classOfMethod(method: string): 'read' | 'write' | 'irreversible' {
  const name = method.toUpperCase();
  if (name === 'GET' || name === 'HEAD' || name === 'OPTIONS') return 'read';
  return name === 'PUT' || name === 'DELETE' ? 'write' : 'irreversible';
}
