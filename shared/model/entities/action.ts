// A named task that a prompt may choose or a workflow may run. What it does is its type's: the settings are those of the step
// kind of the same name, whose templates see the inputs as `args`.
import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '../condition.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { parameterSchema } from '../parameter.ts';
import { jsonObjectSchema } from '#shared/util/json.ts';
import { templateSchema } from '../template.ts';

export const actionTypes = [
  'api-call',
  'database-query',
  'calculation',
  'validation',
  'integration',
  'workflow',
] as const;

/** `read` asks, `write` changes something and can be done twice, `irreversible` cannot be taken back or repeated. */
export const actionEffectSchema = z.enum(['read', 'write', 'irreversible']);

/** `operator`: a person must allow it each time. */
export const permissionSchema = z.enum(['anyone', 'identified', 'verified', 'operator']);

export const actionInputSchema = parameterSchema.extend({
  /** Never shown in the audit log. */
  isSensitive: z.boolean().default(false),
});

export const actionSchema = z.object({
  id: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  description: z.string().max(limits.text).default(''),
  /** When to perform it, and what customers say then. */
  trigger: z.string().max(limits.text).default(''),
  examples: z
    .array(z.object({ id: entityIdSchema, text: z.string().max(limits.text) }))
    .max(50)
    .default([]),
  type: z.enum(actionTypes),
  inputs: z.array(actionInputSchema).max(50).default([]),
  settings: jsonObjectSchema.default({}),
  effect: actionEffectSchema.default('read'),
  /** Whether the customer is asked, with the values, before it runs. */
  confirmation: z.enum(['never', 'always', 'irreversible']).default('irreversible'),
  permission: permissionSchema.default('anyone'),
  prerequisites: conditionSchema.default((): ConditionGroup => ({ combinator: 'and', rules: [] })),
  /** Said when it worked or failed; empty = nothing is said. Templates see the result as `args`. */
  successMessage: templateSchema.default(''),
  failureMessage: templateSchema.default(''),
  timeoutSeconds: z.number().positive().max(300).default(30),
  /** How long a result is kept; 0 = not at all. Kept by action, inputs and customer. */
  cacheSeconds: z
    .int()
    .min(0)
    .max(30 * 24 * 3600)
    .default(0),
  /** The kept result is the same for every customer. */
  isCacheShared: z.boolean().default(false),
});

export type Action = z.infer<typeof actionSchema>;
export type ActionType = Action['type'];
export type ActionInput = z.infer<typeof actionInputSchema>;
export type Permission = z.infer<typeof permissionSchema>;
