// A connected service. Its secrets (keys, passwords, tokens) lie in the author's vault under the integration's id and are part
// of no project. What can be done with it are its operations, which are entities of their own: `operation.ts`.
import { z } from 'zod';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { secretPlacementSchema } from './connector.ts';

const text = z.string().max(2000);

/** Addresses and client id are not secret; the client's secret and all tokens are. */
const oauthSchema = z.object({
  kind: z.literal('oauth2'),
  grant: z.enum(['authorization-code', 'client-credentials']),
  authorizationUrl: text.default(''),
  tokenUrl: text,
  revocationUrl: text.default(''),
  clientId: text.default(''),
  /** Empty for clients that have no secret of their own. */
  sendsSecretIn: z.enum(['body', 'header']).default('body'),
  scopes: z.array(z.string().max(limits.name)).max(100).default([]),
  /** Sent with the authorization request, such as `access_type`. */
  extra: z.record(z.string().max(limits.name), text).default({}),
});

export const authorizationSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('api-key'), placement: secretPlacementSchema }),
  z.object({ kind: z.literal('basic'), username: text.default('') }),
  z.object({ kind: z.literal('bearer') }),
  oauthSchema,
]);

export const serviceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('http'),
    /** Operations' paths are below it; nothing is sent anywhere else. */
    baseUrl: text,
    authorization: authorizationSchema.default({ kind: 'none' }),
    /** Sent with every request; no secrets. */
    headers: z
      .array(z.object({ name: z.string().min(1).max(limits.name), value: text }))
      .max(50)
      .default([]),
    /** The header by which the service knows a write that it was sent before; empty = it has none. */
    idempotencyHeader: z.string().max(limits.name).default(''),
  }),
  z.object({
    kind: z.literal('database'),
    engine: z.enum(['sqlite', 'postgresql', 'mysql']),
    /** For SQLite: the file. */
    path: text.default(''),
    host: text.default(''),
    port: z.int().min(1).max(65_535).nullable().default(null),
    database: z.string().max(limits.name).default(''),
    username: z.string().max(limits.name).default(''),
    isEncrypted: z.boolean().default(true),
  }),
]);

export const integrationSchema = z.object({
  id: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  /** What it was made from, such as `stripe`; `custom` when by hand or from an OpenAPI document. */
  preset: z.string().max(limits.name).default('custom'),
  service: serviceSchema,
  /** Shared by all conversations; null = no limit. */
  requestsPerMinute: z.int().min(1).max(100_000).nullable().default(null),
});

export type Integration = z.infer<typeof integrationSchema>;
export type Service = z.infer<typeof serviceSchema>;
export type HttpService = Extract<Service, { kind: 'http' }>;
export type DatabaseService = Extract<Service, { kind: 'database' }>;
export type OAuth = z.infer<typeof oauthSchema>;
export type Authorization = z.infer<typeof authorizationSchema>;
