// What a window is shown of actions beside the project's own data: what was done, by the audit log.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { requestDetailsSchema } from './dry-run.ts';
import { actionOutcomes, requestMadeSchema } from './views.ts';

/** One execution. Sensitive inputs and secrets are not in it. */
export const auditEntrySchema = z.object({
  id: z.string(),
  /** Epoch ms. */
  at: z.number(),
  actionId: z.string(),
  /** As it was called then. */
  name: z.string(),
  /** A prompt chose it, or a step ran it. */
  caller: z.enum(['tool', 'step']),
  stepId: z.string(),
  who: z.object({
    id: z.string(),
    name: z.string(),
    identity: z.string(),
  }),
  inputs: jsonObjectSchema,
  outcome: z.enum(actionOutcomes),
  /** Of the failure or refusal. */
  code: z.string().nullable(),
  /** What an operator decided about it, when one was asked. */
  approval: z
    .object({ decision: z.enum(['approved', 'refused', 'withdrawn']), reason: z.string() })
    .nullable(),
  /** Null when it was not measured. */
  durationMs: z.number().nullable(),
  requestIds: z.array(z.string()),
  /** A dry run answered in the place of a service. */
  isPretended: z.boolean(),
});

/** How an action went when it was tried; what is wrong with it is in `error`. */
export const actionTrialSchema = z.object({
  /** Null when it did not come to its end, such as when its workflow waits for the customer. */
  outcome: z.enum(actionOutcomes).nullable(),
  port: z.string().nullable(),
  /** What it gives to the steps behind it. */
  result: jsonObjectSchema,
  /** What the customer was asked before; the trial said yes. */
  question: z.string().nullable(),
  /** An operator was asked; the trial approved. */
  isApproved: z.boolean(),
  /** What the customer read. */
  said: z.array(z.string()),
  requests: z.array(requestMadeSchema.extend({ details: requestDetailsSchema.nullable() })),
  error: appErrorSchema.nullable(),
  durationMs: z.number(),
});

const filter = z.object({
  actionId: z.string().optional(),
  outcome: z.enum(actionOutcomes).optional(),
  /** A test user's id. */
  whoId: z.string().optional(),
  /** Not before, epoch ms. */
  since: z.number().optional(),
});

export const actionChannels = {
  /** Does an action once, as a step would for this test user, in a conversation of its own. */
  'preview.tryAction': {
    request: z.object({
      actionId: z.string(),
      testUserId: z.string().optional(),
      /** By the inputs' names, as they are written. */
      inputs: z.record(z.string().max(200), z.string().max(20_000)),
      /** What changes something outside is done, too. */
      isLive: z.boolean(),
    }),
    response: actionTrialSchema,
  },
  /** Newest first. `total` is how many match; what can be filtered by is of all. */
  'actions.audit': {
    request: filter.extend({ limit: z.int().min(1).max(1000) }),
    response: z.object({
      entries: z.array(auditEntrySchema),
      total: z.int(),
      actions: z.array(z.object({ id: z.string(), name: z.string() })),
      people: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  },
  'actions.exportAudit': {
    request: filter.extend({ format: z.enum(['csv', 'json']) }),
    response: z.object({ text: z.string() }),
  },
} as const;

export type ActionTrial = z.infer<typeof actionTrialSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
export type AuditFilter = z.infer<typeof filter>;
