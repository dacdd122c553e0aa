import { z } from 'zod';
import { type ConditionGroup, conditionSchema } from '#shared/model/condition.ts';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { parsePath } from '#shared/model/integrations/value-path.ts';
import { limits } from '#shared/model/limits.ts';
import { parameterValues } from '#shared/model/parameter-values.ts';
import { saveAsFindings } from '#shared/model/name-findings.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

const rules = [
  { value: 'email', label: 'E-mail address' },
  { value: 'phone', label: 'Phone number' },
  { value: 'url', label: 'Web address' },
  { value: 'date', label: 'Date' },
  { value: 'iban', label: 'Bank account (IBAN)' },
  { value: 'card', label: 'Card number' },
  { value: 'postal-code', label: 'Postal code' },
  { value: 'pattern', label: 'Pattern' },
  { value: 'list', label: 'One of a list' },
  { value: 'condition', label: 'A condition holds' },
  { value: 'operation', label: 'A service says yes' },
] as const;

const settingsSchema = z.object({
  value: field(templateSchema.default('{{args.content}}'), {
    label: 'Value',
    help: 'What is checked. Usually what the customer wrote.',
    input: 'template',
    filledIn: 'What is checked',
  }),
  rule: field(
    z
      .enum([
        'email',
        'phone',
        'url',
        'date',
        'iban',
        'card',
        'postal-code',
        'pattern',
        'list',
        'condition',
        'operation',
      ])
      .default('email'),
    { label: 'Must be', input: 'select', options: rules },
  ),
  country: field(templateSchema.default('US'), {
    label: 'Country',
    help: 'For phone numbers without +49 and for postal codes: two letters, such as US or DE.',
    input: 'template',
    isAdvanced: true,
  }),
  pattern: field(
    z
      .string()
      .max(limits.name * 5)
      .default(''),
    {
      label: 'Pattern',
      help: 'A regular expression for the whole value, such as [A-Z]{2}-\\d{6}. Upper and lower case are the same.',
      input: 'text',
      placeholder: '[A-Z]{2}-\\d{6}',
      showWhen: { field: 'rule', equals: 'pattern' },
    },
  ),
  allowed: field(
    z
      .array(
        z.object({
          id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
          value: field(templateSchema.default(''), {
            label: 'Value',
            input: 'template',
            placeholder: 'gold',
          }),
        }),
      )
      .max(limits.choiceOptions)
      .default([]),
    {
      label: 'Allowed values',
      help: 'One that is a list counts for all of its values.',
      input: 'list',
      itemName: 'value',
      showWhen: { field: 'rule', equals: 'list' },
    },
  ),
  condition: field(
    conditionSchema.default((): ConditionGroup => ({ combinator: 'and', rules: [] })),
    {
      label: 'Condition',
      help: 'Such as: the attribute plan is pro.',
      input: 'condition',
      showWhen: { field: 'rule', equals: 'condition' },
    },
  ),
  integrationId: field(entityIdSchema.nullable().default(null), {
    label: 'Integration',
    help: 'The service that knows whether it is available or allowed.',
    input: 'integration',
    service: 'http',
    showWhen: { field: 'rule', equals: 'operation' },
  }),
  operationId: field(entityIdSchema.nullable().default(null), {
    label: 'Operation',
    input: 'operation',
    of: 'integrationId',
    showWhen: { field: 'rule', equals: 'operation' },
  }),
  parameters: field(parameterValues(), {
    label: 'Parameters',
    help: 'What the operation is given.',
    input: 'mapping',
    of: 'operationId',
    showWhen: { field: 'rule', equals: 'operation' },
  }),
  output: field(z.string().max(limits.name).default('available'), {
    label: 'Valid when this is yes',
    help: 'An output of the operation. Valid is: yes, a number above 0, a text other than “no” or “false”, a list that is not empty.',
    input: 'text',
    showWhen: { field: 'rule', equals: 'operation' },
  }),
  saveAs: field(z.string().max(limits.name).default('value'), {
    label: 'Save as',
    help: 'The value in its usual form: a phone number with country code, an e-mail address in lower case.',
    input: 'text',
    isAdvanced: true,
  }),
});

export type ValidationSettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'validation',
  version: 1,
  group: 'logic',
  title: 'Validation',
  purpose: 'Checks whether a value is right.',
  icon: 'shield-check',
  canFail: true,
  settings: settingsSchema,
  ports: () => [
    { id: 'valid', label: 'valid' },
    { id: 'invalid', label: 'invalid' },
  ],
  writes: ({ saveAs }) => [saveAs, 'valid', 'problem'],
  summary: ({ rule, value }) =>
    shorten(`${value.trim()}: ${(rules.find((each) => each.value === rule)?.label ?? rule).toLowerCase()}`),
  check: checkValidation,
});

function checkValidation({
  rule,
  pattern,
  allowed,
  condition,
  operationId,
  output,
  saveAs,
}: ValidationSettings): Finding[] {
  const finding = (code: string, at: string, message: string): Finding[] => [
    { severity: 'error', code, message, field: at },
  ];
  const unsaved = saveAsFindings(saveAs, 'The value');
  if (unsaved.length > 0) return unsaved;
  if (rule === 'pattern' && pattern.trim() === '') {
    return finding('SETTING_MISSING', 'pattern', 'There is no pattern. Write what the value must look like.');
  }
  if (rule === 'list' && allowed.length === 0) {
    return finding('SETTING_MISSING', 'allowed', 'No value is allowed. Add those that are.');
  }
  if (rule === 'condition' && condition.rules.length === 0) {
    return finding('SETTING_MISSING', 'condition', 'There is no condition. Add what must hold.');
  }
  if (rule === 'operation' && operationId === null) {
    return finding(
      'SETTING_MISSING',
      'operationId',
      'No operation is chosen. Choose what to ask the service.',
    );
  }
  if (rule === 'operation' && (output.trim() === '' || parsePath(output) === undefined)) {
    return finding(
      'PATH_INVALID',
      'output',
      'It is not said what the answer is. Write the name of an output.',
    );
  }
  return [];
}
