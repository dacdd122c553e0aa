// What a window is shown of integrations beside the project's own data, and what it may ask of them. Nothing of a secret or a token
// but whether there is one.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { integrationSchema } from '#shared/model/entities/integration.ts';
import { operationSchema } from '#shared/model/entities/operation.ts';
import { jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';
import { connectorStatusSchema } from './connectors.ts';

const ofIntegration = z.object({ id: z.string().max(64) });

export const integrationStatusSchema = connectorStatusSchema.extend({
  /** Of OAuth 2; null when there is no token. */
  signIn: z.object({ expiresAt: z.number().nullable(), canRefresh: z.boolean() }).nullable(),
});

const statuses = z.object({
  integrations: z.array(integrationStatusSchema),
  /** Development: this computer and its network may be reached. */
  allowsLocalAddresses: z.boolean(),
});

const built = z.object({
  method: z.string(),
  url: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.string().nullable(),
});

const tried = z.object({
  /** What was or would be sent, without its authorization; null when it could not be made. */
  request: built.nullable(),
  /** Null when nothing was sent, or when there was no answer. */
  answer: z
    .object({
      status: z.int(),
      body: jsonSchema,
      outputs: jsonObjectSchema,
      requestId: z.string().nullable(),
      attempts: z.int(),
      durationMs: z.number(),
      bytes: z.int(),
    })
    .nullable(),
  error: appErrorSchema.nullable(),
});

const queried = z.object({
  result: z
    .object({
      columns: z.array(z.string()),
      rows: z.array(jsonObjectSchema),
      isTruncated: z.boolean(),
      durationMs: z.number(),
    })
    .nullable(),
  error: appErrorSchema.nullable(),
});

const tables = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string(), isNullable: z.boolean() })),
    }),
  ),
});

/** An OpenAPI document as text is at most so long. */
export const longestOpenApi = 10 * 1024 * 1024;

export const integrationChannels = {
  /** Starts the demo services on this computer, allows to reach it, and gives their key to the project's demo integrations. */
  'demo.start': { request: z.object({}), response: statuses },
  'integrations.status': { request: z.object({}), response: statuses },
  /** Write-only. An empty secret is for files, databases without a password, and clients without a secret. */
  'integrations.saveSecret': {
    request: ofIntegration.extend({ secret: z.string().max(8000) }),
    response: statuses,
  },
  /** Takes tokens back where the service can be told, and forgets everything that gives access. */
  'integrations.disconnect': { request: ofIntegration, response: statuses },
  /** Begins to sign in: the address is to be opened in the browser, `integrations.signedIn` answers when it came back. */
  'integrations.signIn': {
    request: ofIntegration,
    response: z.object({ url: z.string(), redirectUri: z.string() }),
  },
  'integrations.signedIn': { request: ofIntegration, response: statuses },
  /** Asks for a new token at once. */
  'integrations.refresh': { request: ofIntegration, response: statuses },
  /** Shows what would be sent, and sends it when `isLive`. */
  'integrations.try': {
    request: z.object({ operation: operationSchema, parameters: jsonObjectSchema, isLive: z.boolean() }),
    response: tried,
  },
  /** Only reads. */
  'integrations.query': {
    request: ofIntegration.extend({ sql: z.string().max(20_000), parameters: z.array(jsonSchema).max(100) }),
    response: queried,
  },
  'integrations.tables': { request: ofIntegration, response: tables },
  /** Reads an OpenAPI document and keeps it for `integrations.takeOperations`. */
  'integrations.readOpenApi': {
    request: z.union([
      z.object({ text: z.string().max(longestOpenApi) }),
      z.object({ url: z.string().max(16_384) }),
    ]),
    response: z.object({
      documentId: z.string(),
      title: z.string(),
      version: z.string(),
      /** Proposed for an integration that is made from it. */
      service: integrationSchema.shape.service,
      operations: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          method: z.string(),
          path: z.string(),
          summary: z.string(),
          tag: z.string(),
          effect: operationSchema.shape.effect,
        }),
      ),
      /** What was left out, and why. */
      notes: z.array(z.string()),
    }),
  },
  /** Ids are the window's to give. */
  'integrations.takeOperations': {
    request: z.object({ documentId: z.string(), keys: z.array(z.string()).max(2000) }),
    response: z.object({
      operations: z.array(operationSchema.omit({ id: true, integrationId: true })),
    }),
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export type IntegrationStatus = z.infer<typeof integrationStatusSchema>;
export type IntegrationStatuses = z.infer<typeof statuses>;
export type TriedOperation = z.infer<typeof tried>;
export type QueriedDatabase = z.infer<typeof queried>;
export type DatabaseTable = z.infer<typeof tables>['tables'][number];
export type OpenApiRead = z.infer<(typeof integrationChannels)['integrations.readOpenApi']['response']>;
export type TakenOperation = z.infer<
  (typeof integrationChannels)['integrations.takeOperations']['response']
>['operations'][number];
