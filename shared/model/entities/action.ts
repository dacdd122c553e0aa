// A named task that a prompt may choose or a workflow may run. What it does is its type's: the settings are those of the step
// kind of the same name, whose templates see the inputs as `args`.
import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '../condition.ts';
import { field } from '../field.ts';
import { entityIdSchema } from '../ids.ts';
import { limits } from '../limits.ts';
import { faceOfParameter, parameterSchema } from '../parameter.ts';
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
  isSensitive: field(z.boolean().default(false), {
    label: 'Sensitive',
    help: 'Never shown in the audit log, nor in traces.',
    input: 'switch',
  }),
});

const idField = field(entityIdSchema, { label: 'Id', input: 'hidden' });

/** What is said around an action; what is empty is said in English. Templates see the inputs as `args`. */
const wording = {
  confirmMessage: field(templateSchema.default(''), {
    label: 'Question before it is done',
    help: 'Empty: the action’s name and the values, and whether to do it.',
    input: 'template',
    placeholder: 'Shall I cancel order {{args.order_number}}?',
  }),
  yesLabel: field(z.string().max(limits.name).default(''), {
    label: 'Yes',
    input: 'text',
    placeholder: 'Yes',
    isHalf: true,
    isAdvanced: true,
  }),
  noLabel: field(z.string().max(limits.name).default(''), {
    label: 'No',
    input: 'text',
    placeholder: 'No',
    isHalf: true,
    isAdvanced: true,
  }),
  changeLabel: field(z.string().max(limits.name).default(''), {
    label: 'Change',
    input: 'text',
    placeholder: 'Change something',
    isHalf: true,
    isAdvanced: true,
  }),
  cancelLabel: field(z.string().max(limits.name).default(''), {
    label: 'Take back while an operator is asked',
    input: 'text',
    placeholder: 'Never mind',
    isHalf: true,
    isAdvanced: true,
  }),
  changeMessage: field(templateSchema.default(''), {
    label: 'Question what to change',
    input: 'template',
    placeholder: 'What should be different?',
    isAdvanced: true,
  }),
  waitingMessage: field(templateSchema.default(''), {
    label: 'While an operator is asked',
    input: 'template',
    placeholder: 'A colleague has to allow this first.',
    isAdvanced: true,
  }),
  refusedMessage: field(templateSchema.default(''), {
    label: 'When an operator refused',
    help: 'The operator’s reason is {{args.reason}}.',
    input: 'template',
    placeholder: 'A colleague has decided that this cannot be done.',
    isAdvanced: true,
  }),
};

export const actionSchema = z.object({
  id: entityIdSchema,
  name: z.string().min(1).max(limits.name),
  description: field(z.string().max(limits.text).default(''), {
    label: 'Description',
    help: 'Tells the AI what it does, and what comes of it.',
    input: 'multiline',
    placeholder: 'Looks up where an order is, and when it will arrive.',
  }),
  trigger: field(z.string().max(limits.text).default(''), {
    label: 'When to use it',
    help: 'The situation in which it is right, and when it is not.',
    input: 'multiline',
    placeholder: 'The customer asks where their order is and has given its number.',
  }),
  examples: field(
    z
      .array(
        z.object({
          id: idField,
          text: field(z.string().max(limits.text).default(''), {
            label: 'Request',
            input: 'text',
            placeholder: 'Where is my order 1042?',
          }),
        }),
      )
      .max(50)
      .default([]),
    {
      label: 'Example requests',
      help: 'What customers say when it is needed, in their words.',
      input: 'list',
      itemName: 'example',
    },
  ),
  type: z.enum(actionTypes),
  inputs: field(z.array(actionInputSchema).max(50).default([]), {
    label: 'Inputs',
    help: 'What the AI, or the step before, fills in. They are checked before anything happens.',
    input: 'list',
    itemName: 'input',
    face: faceOfParameter,
    whenEmpty: 'It needs to know nothing. Add an input for what it does need, such as an order number.',
  }),
  settings: jsonObjectSchema.default({}),
  effect: field(actionEffectSchema.default('read'), {
    label: 'What it does to the outside',
    help: 'Previews that are dry runs only pretend to do what changes something.',
    input: 'select',
    options: [
      { value: 'read', label: 'Only asks' },
      { value: 'write', label: 'Changes something' },
      { value: 'irreversible', label: 'Cannot be taken back' },
    ],
  }),
  confirmation: field(z.enum(['never', 'always', 'irreversible']).default('irreversible'), {
    label: 'Ask the customer first',
    help: 'They see the values, and say yes, no, or change them.',
    input: 'select',
    options: [
      { value: 'never', label: 'Never' },
      { value: 'always', label: 'Always' },
      { value: 'irreversible', label: 'When it cannot be taken back' },
    ],
  }),
  permission: field(permissionSchema.default('anyone'), {
    label: 'For whom',
    help: 'For anybody else it is not offered, and refused when it is asked for all the same.',
    input: 'select',
    options: [
      { value: 'anyone', label: 'Anyone' },
      { value: 'identified', label: 'Customers whose identity is known' },
      { value: 'verified', label: 'Verified customers' },
      { value: 'operator', label: 'Anyone, once an operator approves' },
    ],
  }),
  prerequisites: field(
    conditionSchema.default((): ConditionGroup => ({ combinator: 'and', rules: [] })),
    {
      label: 'Only when',
      help: 'What must hold besides; else it is neither offered nor done.',
      input: 'condition',
    },
  ),
  ...wording,
  successMessage: field(templateSchema.default(''), {
    label: 'When it worked',
    help: 'Empty: nothing is said, and the steps behind it answer.',
    input: 'template',
    placeholder: 'Done! You will hear from us soon.',
  }),
  failureMessage: field(templateSchema.default(''), {
    label: 'When it failed',
    help: 'Technical details are never part of it. Empty: nothing is said.',
    input: 'template',
    placeholder: 'That did not work. Please try again in a few minutes.',
  }),
  timeoutSeconds: field(z.number().positive().max(300).default(30), {
    label: 'Give up after',
    input: 'seconds',
  }),
  cacheSeconds: field(
    z
      .int()
      .min(0)
      .max(30 * 24 * 3600)
      .default(0),
    {
      label: 'Keep the result for',
      help: 'The same inputs of the same customer are answered from it meanwhile. 0: not at all.',
      input: 'seconds',
    },
  ),
  isCacheShared: field(z.boolean().default(false), {
    label: 'The result is the same for everyone',
    help: 'Kept once, and not for each customer. Never for anything personal.',
    input: 'switch',
  }),
});

export type Action = z.infer<typeof actionSchema>;
export type ActionType = Action['type'];
export type ActionInput = z.infer<typeof actionInputSchema>;
export type Permission = z.infer<typeof permissionSchema>;
export type ActionEffect = z.infer<typeof actionEffectSchema>;
