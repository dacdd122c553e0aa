// The effects by which worker actions reach the outside: `operation.call`, which causes `service.request`, and `sql.query`.
// Whoever asks says how far the effect reaches; the driver holds it against the operation or the database.
import { z } from 'zod';
import { actionEffectSchema } from '#shared/model/entities/action.ts';
import { jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';

const common = {
  effect: actionEffectSchema,
  timeoutMs: z.number().positive(),
  /** Keeps the answer under this name for so long; null = it is asked each time. */
  cache: z.object({ key: z.string(), seconds: z.number().positive() }).nullable(),
};

/** One operation of an integration, by its parameters' names. */
export const operationCallRequestSchema = z.object({
  ...common,
  integrationId: z.string(),
  operationId: z.string(),
  parameters: jsonObjectSchema,
});
export const operationCallResponseSchema = z.object({
  status: z.int(),
  /** The operation's outputs by name; without any, `result` is the whole answer. */
  outputs: jsonObjectSchema,
  /** As the server calls the request, for the audit log. */
  requestId: z.string().nullable(),
  isFromCache: z.boolean(),
});

/** One request, ready to be sent; the driver adds authorization when there is an integration. */
export const serviceRequestSchema = z.object({
  ...common,
  /** Null: no authorization, and any public address. */
  integrationId: z.string().nullable(),
  method: z.string().max(10),
  /** Whole. With an integration it must be below its base URL. */
  url: z.string().max(16_384),
  headers: z.array(z.tuple([z.string(), z.string()])).max(100),
  body: z.object({ contentType: z.string(), text: z.string() }).nullable(),
});
export const serviceResponseSchema = z.object({
  status: z.int(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Parsed where it is JSON, else its text; null when there is none. Secrets are redacted. */
  body: jsonSchema,
  requestId: z.string().nullable(),
  /** How often it was sent until it was answered. */
  attempts: z.int(),
  durationMs: z.number(),
  bytes: z.int(),
  isFromCache: z.boolean(),
});

/** `sql` has one placeholder (`?`) per parameter, whatever the engine writes; values are never part of it. */
export const sqlQueryRequestSchema = z.object({
  ...common,
  integrationId: z.string(),
  sql: z.string(),
  parameters: z.array(jsonSchema),
  rowLimit: z.int().positive(),
});
export const sqlQueryResponseSchema = z.object({
  columns: z.array(z.string()),
  rows: z.array(jsonObjectSchema),
  /** There were more rows than the limit. */
  isTruncated: z.boolean(),
  /** Rows that a write changed. */
  changed: z.int(),
  durationMs: z.number(),
  isFromCache: z.boolean(),
});
