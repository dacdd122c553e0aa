// Conditions of branches (and later of tools and actions): nested groups of rows, in the shape react-querybuilder edits.
// Bounded in depth and width, so that evaluating one never costs much.
import { z } from 'zod';
import { limits } from './limits.ts';

export const conditionOperators = [
  'is',
  'isNot',
  'contains',
  'doesNotContain',
  'startsWith',
  'endsWith',
  'matches',
  'greater',
  'greaterOrEqual',
  'less',
  'lessOrEqual',
  'isEmpty',
  'isNotEmpty',
  'isTrue',
  'isFalse',
] as const;

/**
 * One row. `field` is one of `user.identity`, `user.verified`, `user.identified`, `user.anonymous`, `user.email`,
 * `user.name`, `user.attrs.<name>`, `args.<path>`, `message.content`, `channel`, `operator.active`, `conversation.escalated`,
 * `time.businessHours`, `search.found`.
 */
export const conditionRuleSchema = z.object({
  id: z.string().max(64).optional(),
  field: z.string().min(1).max(limits.name),
  operator: z.enum(conditionOperators),
  value: z.union([z.string().max(limits.text), z.number(), z.boolean(), z.null()]).optional(),
});

export interface ConditionGroup {
  id?: string | undefined;
  /** `and` = all rows hold, `or` = any. */
  combinator: 'and' | 'or';
  not?: boolean | undefined;
  rules: (ConditionRule | ConditionGroup)[];
}
export type ConditionRule = z.infer<typeof conditionRuleSchema>;
export type ConditionOperator = (typeof conditionOperators)[number];

const groupOf = (rule: z.ZodType<ConditionRule | ConditionGroup>): z.ZodType<ConditionGroup> =>
  z.object({
    id: z.string().max(64).optional(),
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z.array(rule).max(50),
  });

/** How many groups may stand in each other. */
export const conditionDepth = 5;
let nested: z.ZodType<ConditionGroup> = groupOf(conditionRuleSchema);
for (let depth = 1; depth < conditionDepth; depth += 1)
  nested = groupOf(z.union([conditionRuleSchema, nested]));

export const conditionSchema: z.ZodType<ConditionGroup> = nested;
