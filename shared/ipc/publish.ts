// Publishing as a window asks for it. No answer holds a key or a secret: they go in and never come out.
import { z } from 'zod';
import { bundleNeedsSchema } from '#shared/bundle/runtime-bundle.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import {
  conversationViewSchema,
  messageListSchema,
  sendRequestSchema,
} from '#shared/runtime-api/conversations.ts';
import {
  activateRequestSchema,
  activateResponseSchema,
  activationListSchema,
  environmentSchema,
  environmentStateSchema,
  secretNameSchema,
  versionListSchema,
} from '#shared/runtime-api/publishing.ts';

const ofTarget = z.object({ targetId: entityIdSchema });
const address = z.string().max(2000);

const keys = z.object({
  /** Ids of the targets for which this person has a key, at the address that they have now. */
  targets: z.array(z.string()),
});

/** What a target has, next to what would be published. */
export const publishLookSchema = z.object({
  state: environmentStateSchema,
  versions: versionListSchema.shape.versions,
  /** What was made live here, newest first; not all of it. */
  activations: activationListSchema.shape.activations,
  /** What is live; null when nothing is. */
  live: projectDocumentSchema.nullable(),
  /** What would be published. */
  project: projectDocumentSchema,
  /** Names the bundle; null when it has errors. */
  hash: z.string().nullable(),
  needs: bundleNeedsSchema,
  secrets: z.array(
    z.object({
      name: z.string(),
      /** Of the one in the runtime. `without`: none was given on purpose; `elsewhere`: it is for other servers than those asked now. */
      state: z.enum(['there', 'absent', 'without', 'elsewhere']),
      /** It is in this person's vault. */
      isKept: z.boolean(),
    }),
  ),
  /** What lies on one computer or in its network, with the address, and the runtime does not reach: it was not started to allow that. */
  localServices: z.array(z.object({ id: z.string(), name: z.string(), server: z.string() })),
});

const givenSecretSchema = z.discriminatedUnion('from', [
  /** Empty: of a database without a password. */
  z.object({ from: z.literal('typed'), value: z.string().max(limits.text) }),
  z.object({ from: z.literal('vault') }),
  z.object({ from: z.literal('nowhere') }),
]);

const activated = activateResponseSchema;

export const publishChannels = {
  'publish.keys': { request: z.object({}), response: keys },
  /** Tries address and key, and keeps the key for this target; `sameAs`: the key of another target at this address. */
  'publish.connect': {
    request: ofTarget.extend({
      url: address,
      environment: environmentSchema,
      key: z.string().min(1).max(500).nullable(),
      sameAs: z.string().max(64).nullable(),
    }),
    response: keys.extend({ /** As it is to be kept. */ url: address }),
  },
  'publish.forgetKey': { request: ofTarget, response: keys },
  'publish.look': { request: ofTarget, response: publishLookSchema },
  /** Sends what is missing and makes it live. `hash`: what was looked at; the project must still be that. */
  'publish.publish': {
    request: activateRequestSchema
      .pick({ note: true, conversations: true })
      .extend({ ...ofTarget.shape, hash: z.string().max(64), rev: z.int() }),
    response: activated,
  },
  /** Gives the runtime a secret, or says that there is none: then what uses it fails without asking anybody. */
  'publish.saveSecret': {
    request: ofTarget.extend({ name: secretNameSchema, secret: givenSecretSchema }),
    response: z.object({}),
  },
  /** Talks with what is live as a customer does, for real: null begins a conversation. Answers with all that was said in it. */
  'publish.talk': {
    request: ofTarget.extend({
      conversationId: z.string().max(200).nullable(),
      /** Null: only what was said since, by an operator or when time ran out. */
      say: sendRequestSchema.nullable(),
    }),
    response: conversationViewSchema
      .pick({ id: true, version: true, status: true, operator: true, openChoiceId: true })
      .extend(messageListSchema.shape),
  },
  /** Makes a version live that was live before, here or in staging. */
  'publish.activate': {
    request: activateRequestSchema
      .pick({ note: true, conversations: true, kind: true })
      .extend({ ...ofTarget.shape, version: z.int(), rev: z.int() }),
    response: activated,
  },
  /** A version as a project, without what only authors see. */
  'publish.read': {
    request: ofTarget.extend({ bundleHash: z.string().max(64) }),
    response: z.object({ project: projectDocumentSchema }),
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export const publishProgressSchema = ofTarget.extend({
  stage: z.enum(['bundle', 'knowledge', 'activate']),
  done: z.int(),
  total: z.int(),
});

export type GivenSecret = z.infer<typeof givenSecretSchema>;
export type PublishLook = z.infer<typeof publishLookSchema>;
export type PublishProgress = z.infer<typeof publishProgressSchema>;
