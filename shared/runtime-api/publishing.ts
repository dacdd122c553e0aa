// Publishing to a hosted runtime: what is asked and answered. The app, the command line and the runtime parse the same schemas;
// docs/runtime.md says in which order.
import { z } from 'zod';
import { bundleNeedsSchema, sha256Schema } from '#shared/bundle/runtime-bundle.ts';
import { knowledgeDocumentSchema } from '#shared/model/knowledge-content.ts';
import { limits } from '#shared/model/limits.ts';

export const environmentSchema = z.enum(['staging', 'production']);

/** Milliseconds since 1970. */
const timeSchema = z.number();
const noteSchema = z.string().max(limits.noteText);
/** Who did it: the name of the API key, with a person's name when one was given. */
const actorSchema = z.string().max(400);

export const apiScopes = ['admin', 'publish', 'operate', 'converse', 'read'] as const;

/** `GET /v1/info`: whether address and key are right, and what they allow. */
export const runtimeInfoSchema = z.object({
  service: z.literal('dialogram-runtime'),
  version: z.string(),
  engineVersion: z.int(),
  /** Development: published projects may reach its computer and network. */
  allowsLocal: z.boolean().default(false),
  key: z.object({
    name: z.string(),
    scopes: z.array(z.enum(apiScopes)),
    /** Null = every project, every environment. */
    projectId: z.string().nullable(),
    environment: environmentSchema.nullable(),
  }),
});

/** A bundle that was live once. Its number counts within the project, from 1. */
export const versionSchema = z.object({
  number: z.int(),
  bundleHash: sha256Schema,
  note: noteSchema,
  publishedBy: actorSchema,
  publishedAt: timeSchema,
});

const conversationPolicies = ['finish', 'move'] as const;

/** One change of what is live. */
export const activationSchema = z.object({
  environment: environmentSchema,
  /** The `rev` that the environment has since. */
  rev: z.int(),
  kind: z.enum(['publish', 'rollback', 'promote']),
  version: z.int(),
  note: noteSchema,
  by: actorSchema,
  at: timeSchema,
  conversations: z.enum(conversationPolicies),
});

/** `GET /v1/projects/{project}/environments/{environment}`; `rev` is its `ETag`, 0 before the first publication. */
export const environmentStateSchema = z.object({
  environment: environmentSchema,
  rev: z.int(),
  live: versionSchema.extend({ activatedBy: actorSchema, activatedAt: timeSchema }).nullable(),
  /** Conversations that are not closed, by version number. */
  openConversations: z.array(z.object({ version: z.int(), count: z.int() })),
});

/** `GET /v1/projects/{project}/versions`, newest first. */
export const versionListSchema = z.object({
  versions: z.array(versionSchema.extend({ liveIn: z.array(environmentSchema) })),
});

/** `GET …/environments/{environment}/activations`, newest first. */
export const activationListSchema = z.object({ activations: z.array(activationSchema) });

/** `PUT /v1/projects/{project}/bundles/{hash}`: kept; nothing is live yet. What is missing stops its activation. */
export const bundleReceiptSchema = z.object({
  bundleHash: sha256Schema,
  needs: bundleNeedsSchema,
  missing: z.object({
    /** Hashes of documents of knowledge that were not sent yet. */
    documents: z.array(sha256Schema),
    /** By environment: names of secrets that are not there. */
    secrets: z.object({ staging: z.array(z.string()), production: z.array(z.string()) }),
  }),
});

export const missingPartsRequestSchema = z.object({ hashes: z.array(sha256Schema).max(50_000) });
/** Also what `POST …/knowledge` answers: the hashes that it kept. */
export const hashListSchema = z.object({ hashes: z.array(sha256Schema) });
/** Publishers stay below 8 MB, unless one document alone is larger. */
export const sendPartsRequestSchema = z.object({ documents: z.array(knowledgeDocumentSchema).max(5000) });

/** `POST …/environments/{environment}/activations`, with `If-Match: "<rev>"`. */
export const activateRequestSchema = z.object({
  /** A bundle that was sent (publish), or a version that was live anywhere before (rollback, promote). */
  target: z.union([z.object({ bundleHash: sha256Schema }), z.object({ version: z.int().min(1) })]),
  kind: z.enum(['publish', 'rollback', 'promote']),
  note: noteSchema.default(''),
  /** The person, beside the key's name. */
  by: z.string().max(limits.name).optional(),
  /** Conversations under way finish on their version, or go on with the new one at their next turn. */
  conversations: z.enum(conversationPolicies),
});

export const activateResponseSchema = z.object({ rev: z.int(), version: versionSchema });

/** `PUT …/environments/{environment}/secrets/{name}`; over TLS or loopback only. Never read back. */
export const secretRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connector'),
    value: z.string().min(8).max(10_000),
    /** Servers that it may be sent to, as `https://api.example.com`. */
    origins: z.array(z.string().max(2000)).max(100),
  }),
  z.object({
    kind: z.literal('model'),
    /** Null for a server that needs none. */
    value: z.string().max(10_000).nullable(),
    provider: z.object({
      kind: z.enum(['openai', 'anthropic', 'google', 'openai-compatible']),
      baseUrl: z.string().max(2000).nullable(),
      timeoutSeconds: z.number().min(1).max(600).default(60),
    }),
  }),
  z.object({
    kind: z.literal('integration'),
    /** Empty for a database without a password, and for what has tokens alone. */
    value: z.string().max(10_000),
    /** Servers that it may be sent to, as `serversOf` writes them. */
    servers: z.array(z.string().max(2000)).max(100),
    /** Of OAuth 2; the runtime renews them. */
    tokens: z
      .object({
        accessToken: z.string().max(20_000),
        refreshToken: z.string().max(20_000).nullable(),
        expiresAt: z.number().nullable(),
        servers: z.array(z.string().max(2000)).max(100),
      })
      .nullable(),
  }),
]);

export const secretNameSchema = z
  .string()
  .regex(/^(?:connector|integration|model):[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/);

export const secretListSchema = z.object({
  secrets: z.array(
    z.object({
      name: z.string(),
      updatedAt: timeSchema,
      updatedBy: actorSchema,
      origins: z.array(z.string()),
    }),
  ),
});

export type Environment = z.infer<typeof environmentSchema>;
export type ApiScope = (typeof apiScopes)[number];
export type Version = z.infer<typeof versionSchema>;
export type Activation = z.infer<typeof activationSchema>;
export type EnvironmentState = z.infer<typeof environmentStateSchema>;
export type ActivateRequest = z.infer<typeof activateRequestSchema>;
export type SecretRequest = z.infer<typeof secretRequestSchema>;
