// Conversations of a hosted runtime over HTTP: what is asked and answered.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { attributesSchema, channelKinds, organizationSchema } from '#shared/model/entities/test-user.ts';
import { limits } from '#shared/model/limits.ts';
import { citationSchema } from '#shared/model/passage.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { environmentSchema } from './publishing.ts';

const name = z.string().max(limits.name);
const choiceValueSchema = z.union([z.string().max(limits.text), z.number(), z.boolean()]);

/** A customer as a server with a `converse` key states it. */
export const customerRequestSchema = z.object({
  /** The customer's own id; without it the customer is anonymous. */
  externalId: z.union([name, z.number()]).nullable().default(null),
  /** Under which the end user's data is found again; default: the external id. */
  internalId: name.min(1).optional(),
  verified: z.boolean().default(false),
  email: z.string().max(320).nullable().default(null),
  name: name.nullable().default(null),
  attrs: attributesSchema.default({}),
  organizations: z.array(organizationSchema).max(20).default([]),
  /** Default: identified when there is an id. */
  type: z.enum(['anonymous', 'identified']).optional(),
});

/** With the token of an end user's session: an empty object, for the session says the rest. */
export const startRequestSchema = z.object({
  projectId: entityIdSchema.optional(),
  environment: environmentSchema.optional(),
  customer: customerRequestSchema.optional(),
  channel: z.enum(channelKinds).default('web'),
});

export const sendRequestSchema = z
  .object({
    content: z.string().max(limits.messageContent).optional(),
    /** Picks an option; `messageId` is the message that asked, when an older one must not be picked by mistake. */
    choice: z.object({ value: choiceValueSchema, messageId: z.string().max(200).optional() }).optional(),
  })
  .refine(
    ({ content, choice }) => content !== undefined || choice !== undefined,
    'Give content, a choice, or both.',
  );

export const messageViewSchema = z.object({
  /** Counts within the conversation. */
  seq: z.int(),
  id: z.string(),
  turnId: z.string(),
  /** Epoch ms. */
  at: z.number(),
  role: z.enum(['user', 'operator', 'assistant']),
  content: z.string(),
  assistantId: z.string().optional(),
  choice: z.object({ value: choiceValueSchema }).optional(),
  options: z.array(z.object({ label: z.string(), value: choiceValueSchema })).optional(),
  citations: z.array(citationSchema).optional(),
});

/** `accepted`: stored, its turn is still to end. */
export const turnViewSchema = z.object({
  conversationId: z.string(),
  turnId: z.string(),
  status: z.enum(['accepted', 'done']),
  outcome: z
    .enum(['waiting', 'idle', 'closed', 'failed', 'aborted', 'refused', 'ignored', 'stored'])
    .nullable(),
  error: appErrorSchema.nullable(),
  /** What was said in it, without what the customer wrote. */
  messages: z.array(messageViewSchema.omit({ seq: true, at: true })),
});

export const conversationViewSchema = z.object({
  id: z.string(),
  projectId: z.string(),
  environment: environmentSchema,
  version: z.int(),
  status: z.enum(['open', 'escalated', 'closed']),
  operator: z.enum(['none', 'active']),
  createdAt: z.number(),
  updatedAt: z.number(),
  customer: z.object({
    externalId: z.union([z.string(), z.number()]).nullable(),
    type: z.enum(['anonymous', 'identified']),
    verified: z.boolean().nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
  }),
  /** The message whose options can be picked now. */
  openChoiceId: z.string().nullable(),
  nextTimerAt: z.number().nullable(),
});

export const conversationListSchema = z.object({
  conversations: z.array(conversationViewSchema),
  /** Give it as `cursor` to go on; null = that is all. */
  cursor: z.string().nullable(),
});

export const messageListSchema = z.object({ messages: z.array(messageViewSchema) });

/** Events of turns as docs/engine.md lists them; `seq` counts within the conversation and is the id in the stream. */
export const eventListSchema = z.object({
  events: z.array(z.object({ seq: z.int(), at: z.number(), event: z.looseObject({ type: z.string() }) })),
});

export type MessageView = z.infer<typeof messageViewSchema>;
export type TurnView = z.infer<typeof turnViewSchema>;
export type ConversationView = z.infer<typeof conversationViewSchema>;
export type CustomerRequest = z.infer<typeof customerRequestSchema>;
