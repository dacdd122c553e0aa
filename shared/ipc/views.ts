// What windows are shown of problems and previews: plain data, already safe to display.
import { z } from 'zod';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { citationSchema, foundPassageSchema } from '#shared/model/passage.ts';
import { jsonObjectSchema, jsonSchema } from '#shared/util/json.ts';

/** A design-time problem. `stepId` is null for problems of the project as a whole, and of an action. */
export const problemSchema = z.object({
  severity: z.enum(['error', 'warning', 'hint']),
  code: z.string(),
  message: z.string(),
  workflowId: z.string().nullable(),
  stepId: z.string().nullable(),
  field: z.string().nullable(),
  actionId: z.string().optional(),
});

/** One undo step: `rev` is what it led to, `at` epoch ms. */
export const historyEntrySchema = z.object({
  rev: z.int(),
  label: z.string(),
  at: z.number(),
  isUndone: z.boolean(),
});

/** A state of the project: as it is now, after the change that led to `rev` (0: before every change), or a version. */
export const historyPointSchema = z.union([
  z.literal('now'),
  z.object({ rev: z.int().min(0) }),
  z.object({ versionId: z.string().max(64) }),
]);

/** A name that was given to a state of the project. */
export const versionSchema = z.object({ id: z.string(), name: z.string(), at: z.number() });

/** `started`: handed over to the workflow that does it. */
export const actionOutcomes = ['done', 'failed', 'refused', 'declined', 'started'] as const;

/** A run event with the moment it happened (epoch ms) and its place in the conversation. */
export const runRecordSchema = z.object({
  seq: z.int(),
  at: z.number(),
  event: z.looseObject({ type: z.string() }),
});

/** A request of code or of an action. `address` is a URL, or a statement for a database; it never has a secret. */
export const requestMadeSchema = z.object({
  /** Of its effect: what it carried is asked for by this. */
  key: z.string(),
  method: z.string(),
  address: z.string(),
  answer: z
    .object({
      status: z.int().nullable(),
      durationMs: z.number(),
      bytes: z.int().nullable(),
      rows: z.int().nullable(),
    })
    .nullable(),
  /** A dry run answered, and nothing was sent. */
  isPretended: z.boolean(),
  error: appErrorSchema.nullable(),
});

const option = z.object({ label: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) });

export const sessionViewSchema = z.object({
  sessionId: z.string(),
  status: z.enum(['open', 'escalated', 'closed']),
  /** Whether whoever previews answers as the operator, and the bot is silent. */
  operator: z.enum(['none', 'active']),
  /** An action that waits for an operator, with what it is about to do; sensitive inputs are hidden. */
  approval: z
    .object({ stepId: z.string(), actionId: z.string(), name: z.string(), inputs: jsonObjectSchema })
    .optional(),
  /** The latest call for an operator, while the status is escalated. */
  escalation: z.object({ stepId: z.string(), note: z.string() }).nullable(),
  testUser: z.object({ id: z.string(), name: z.string(), identity: z.string() }),
  /** The conversation as the customer sees it, oldest first. */
  transcript: z.array(
    z.object({
      id: z.string(),
      role: z.enum(['user', 'operator', 'assistant']),
      content: z.string(),
      assistantId: z.string().nullable(),
      assistantName: z.string().nullable(),
      /** The simulator's answer led to it. */
      isSimulated: z.boolean(),
      options: z.array(option).nullable(),
      picked: z.union([z.string(), z.number(), z.boolean()]).nullable(),
      /** Passages that `[1]` and the like in `content` stand for. */
      citations: z.array(citationSchema).optional(),
    }),
  ),
  /** What happened between messages, in order: `afterId` is the message that it followed, null before the first. */
  asides: z.array(z.object({ id: z.int(), afterId: z.string().nullable(), text: z.string() })),
  /** The choice that can be answered now. */
  openChoiceId: z.string().nullable(),
  waitingStepId: z.string().nullable(),
  /** Next timer, epoch ms of the conversation's clock, and that clock now. */
  nextTimerAt: z.number().nullable(),
  clock: z.number(),
  /** One row per step run. `durationMs` is null while it runs. */
  trace: z.array(
    z.object({
      seq: z.int(),
      turnId: z.string(),
      stepId: z.string(),
      kind: z.string(),
      title: z.string(),
      workflowId: z.string(),
      input: jsonObjectSchema,
      output: jsonObjectSchema.nullable(),
      port: z.string().nullable(),
      durationMs: z.number().nullable(),
      error: appErrorSchema.nullable(),
      /** What models answered here, in order; `problem` says why one could not be used. */
      answers: z.array(
        z.object({
          model: z.string(),
          isSimulated: z.boolean(),
          inputTokens: z.number(),
          outputTokens: z.number(),
          problem: z.string().nullable(),
        }),
      ),
      /** The tool that a model picked. */
      pick: z.object({ tool: z.string(), args: jsonObjectSchema }).nullable(),
      notes: z.array(z.string()),
      /** What it asked of the outside, in the order in which answers came. */
      requests: z.array(requestMadeSchema),
      /** What an action did here; sensitive inputs are hidden. */
      executed: z
        .object({
          name: z.string(),
          inputs: jsonObjectSchema,
          outcome: z.enum(actionOutcomes),
          code: z.string().nullable(),
          requestIds: z.array(z.string()),
          durationMs: z.number().nullable(),
        })
        .optional(),
      /** Of a search: what was looked for, and what was found. */
      search: z.object({ query: z.string(), results: z.array(foundPassageSchema) }).optional(),
    }),
  ),
  args: jsonSchema,
});

export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export type HistoryPoint = z.infer<typeof historyPointSchema>;
export type Version = z.infer<typeof versionSchema>;
export type Problem = z.infer<typeof problemSchema>;
export type RequestMade = z.infer<typeof requestMadeSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;
export type SessionView = z.infer<typeof sessionViewSchema>;
export type TraceRow = SessionView['trace'][number];
