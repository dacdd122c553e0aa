// The format of `scenarios/*.flow.json`: a project, what happens, and the events that must follow.
// Preview, command line and runtime play the same files.
import { z } from 'zod';
import { patchSchema } from '#shared/model/edit.ts';
import { projectDocumentSchema } from '#shared/model/project.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { choiceValueSchema } from './message.ts';

/** One thing that happens. A conversation starts by itself before the first one. */
export const scriptActionSchema = z.union([
  z.strictObject({ say: z.string() }),
  /** Picks by label (or typed value) among the options that are or were shown last. */
  z.strictObject({ pick: choiceValueSchema }),
  /** Seconds; timers that come due run, in order, each at its own time. */
  z.strictObject({ skip: z.number().min(0) }),
  /** Seconds in which nobody looks at timers, as when the computer sleeps: what comes due runs before the next message. */
  z.strictObject({ stall: z.number().min(0) }),
  z.strictObject({ operator: z.enum(['join', 'leave', 'close']) }),
  /** Only while an operator takes part. */
  z.strictObject({ operatorSays: z.string() }),
  /** An operator decides about what waits for approval. */
  z.strictObject({ decide: z.enum(['approve', 'refuse']), reason: z.string().optional() }),
  /** Goes on as another test user, by name or id. */
  z.strictObject({ become: z.string() }),
  /** Changes the flow under the conversation. */
  z.strictObject({ edit: z.array(patchSchema).min(1) }),
  /** Delivers a timer by hand, current or stale; `generation` counts from the current one. */
  z.strictObject({ fireTimer: z.object({ generationOffset: z.int() }) }),
]);

export const scenarioSchema = z.strictObject({
  name: z.string().min(1),
  /** The rule of docs/engine.md that it shows, such as "Turn 2" or "Templates: Dates"; of a step kind, "Step: choice". */
  rule: z.string().min(1),
  project: projectDocumentSchema,
  /** Name of the test user; default: the first. */
  testUser: z.string().optional(),
  /** Starts at this workflow instead of the main one. */
  workflow: z.string().optional(),
  script: z.array(scriptActionSchema),
  /** Event types that `expect` lists completely; events of other types are passed over. */
  observe: z.array(z.string()).min(1),
  /** Every observed event, in order; each must have these fields with these values (nested objects: these keys). */
  expect: z.array(jsonObjectSchema),
  /** The conversation's state at the end must have these fields with these values. */
  expectState: jsonObjectSchema.optional(),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type ScriptAction = z.infer<typeof scriptActionSchema>;
