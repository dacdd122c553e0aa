// The state of one conversation: plain JSON, at most 32 KB, everything a turn needs besides the flow and recent messages.
// Invariants: one program counter (`wait`, or none); `stack[0]` is the main workflow's frame; messages by reference.
import { z } from 'zod';
import { jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';
import { limits } from '#shared/model/limits.ts';
import { stepIdSchema, workflowIdSchema } from '#shared/model/ids.ts';
import { attributesSchema, channelKinds, organizationSchema } from '#shared/model/entities/test-user.ts';

/** The person who talks. `verified` is null for customers that nobody identified. */
export const customerSchema = z.object({
  internalId: z.string(),
  externalId: z.union([z.string(), z.number()]).nullable(),
  type: z.enum(['anonymous', 'identified']),
  verified: z.boolean().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  attrs: attributesSchema,
});

const participantSchema = z.object({
  role: z.enum(['user', 'operator', 'assistant']),
  active: z.boolean(),
});

export const frameSchema = z.object({
  workflowId: workflowIdSchema,
  /** The *workflow* step that jumped here; absent on the main frame. */
  callStepId: stepIdSchema.optional(),
  args: jsonObjectSchema,
  /** What the step that called this workflow needs to go on when it comes back. */
  call: jsonSchema.optional(),
});

/** `dueAt` in epoch milliseconds. A timer is ignored when its generation is not the conversation's. */
export const timerSchema = z.object({ id: z.string(), dueAt: z.number(), generation: z.int() });

export const offeredOptionSchema = z.object({
  id: z.string(),
  label: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
});

export const waitSchema = z.object({
  stepId: stepIdSchema,
  /** The step's kind. */
  kind: z.string(),
  /** The message that asked, or the last one before the wait. */
  messageId: z.string().nullable(),
  /** Frozen when the wait began; picks are checked against it before a turn exists. */
  offered: z.array(offeredOptionSchema).max(limits.choiceOptions).optional(),
  saveAs: z.string().optional(),
  timers: z.array(timerSchema).max(4),
  /** Kinds of trigger that the step can go on with. */
  accepts: z.array(z.enum(['message', 'choice', 'timeout', 'approval'])),
  /** Whatever else the kind needs to go on. */
  data: jsonSchema.optional(),
});

export const conversationSchema = z.object({
  id: z.string(),
  status: z.enum(['open', 'escalated', 'closed']),
  operator: z.enum(['none', 'active']),
  /** Since when an operator is active, epoch ms: the time of timers stands still from there. */
  suspendedAt: z.number().optional(),
  channel: z.enum(channelKinds),
  customer: customerSchema,
  organizations: z.array(organizationSchema),
  participants: z.array(participantSchema),
  /** Ids of the latest messages, oldest first, at most `limits.history`. */
  messages: z.array(z.string()).max(limits.history),
  /** Ids of the passages that the latest search found. */
  searchResults: z.array(z.string()),
  stack: z.array(frameSchema).min(1).max(limits.frames),
  wait: waitSchema.optional(),
  /** The armed *no activity* timer of the active frame. */
  noActivity: z.object({ stepId: stepIdSchema, timer: timerSchema }).optional(),
  /** Rises only when a wait is left. */
  generation: z.int(),
  /** Turns that a customer started. */
  customerTurns: z.int(),
});

export type Customer = z.infer<typeof customerSchema>;
export type Frame = z.infer<typeof frameSchema>;
export type Timer = z.infer<typeof timerSchema>;
export type OfferedOption = z.infer<typeof offeredOptionSchema>;
export type Wait = z.infer<typeof waitSchema>;
export type Conversation = z.infer<typeof conversationSchema>;
