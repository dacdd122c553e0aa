import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { listedNameFindings } from '#shared/model/name-findings.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';
import { isEmail, typedValue } from './customer-value.ts';

const attributeSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'As {{user.attrs.plan}} later.',
    input: 'text',
    isHalf: true,
    placeholder: 'plan',
  }),
  type: field(z.enum(['string', 'number', 'boolean']).default('string'), {
    label: 'Type',
    input: 'select',
    isHalf: true,
    options: [
      { value: 'string', label: 'Text' },
      { value: 'number', label: 'Number' },
      { value: 'boolean', label: 'Yes or no' },
    ],
  }),
  value: field(templateSchema.default(''), {
    label: 'Value',
    help: 'Text or a variable such as {{args.plan}}. A value of another type is an error.',
    input: 'template',
    placeholder: '{{args.plan}}',
  }),
});

const settingsSchema = z.object({
  email: field(templateSchema.default(''), {
    label: 'E-mail',
    help: 'Leave it empty to keep the address as it is. What is not an address is an error.',
    input: 'template',
    filledIn: 'What is remembered',
    placeholder: '{{args.email}}',
  }),
  name: field(templateSchema.default(''), {
    label: 'Name',
    help: 'Leave it empty to keep the name as it is.',
    input: 'template',
    filledIn: 'What is remembered',
    placeholder: '{{args.name}}',
  }),
  attributes: field(z.array(attributeSchema).max(50).default([]), {
    label: 'Attributes',
    help: 'What else to remember about the customer. Attributes that are not listed stay as they are.',
    input: 'list',
    itemName: 'attribute',
    whenEmpty:
      'For what you want to know next time: a plan, a customer number, whether they agreed to something.',
  }),
});

type UserUpdateSettings = z.infer<typeof settingsSchema>;
export type UserAttribute = z.infer<typeof attributeSchema>;

export const definition = defineStep({
  kind: 'user-update',
  version: 1,
  group: 'people',
  title: 'User update',
  purpose: 'Remembers the e-mail, the name or attributes of the customer.',
  icon: 'user-edit',
  canFail: true,
  settings: settingsSchema,
  ports: () => [{ id: 'next', label: 'next' }],
  summary: (settings) => {
    const parts = partsOf(settings);
    return parts.length === 0 ? 'Update nothing yet' : shorten(`Set ${parts.join(', ')}`, 120);
  },
  check: checkSettings,
});

function partsOf({ email, name, attributes }: UserUpdateSettings): string[] {
  return [
    ...(email.trim() === '' ? [] : [`e-mail to ${email.trim()}`]),
    ...(name.trim() === '' ? [] : [`name to ${name.trim()}`]),
    ...attributes.map((attribute) => {
      const called = attribute.name === '' ? 'an attribute' : attribute.name;
      return `${called} to ${attribute.value.trim() === '' ? 'nothing' : attribute.value.trim()}`;
    }),
  ];
}

/** Whether a text is the same whenever it is filled in. */
const isFixed = (template: string): boolean => template.trim() !== '' && !/\{[{%]/.test(template);

const typeWords = { string: 'a text', number: 'a number', boolean: 'yes or no' } as const;

function checkSettings(settings: UserUpdateSettings): Finding[] {
  if (partsOf(settings).length === 0) {
    return [
      {
        severity: 'warning',
        code: 'SETTING_MISSING',
        message:
          'This step changes nothing yet. Write an e-mail, a name or an attribute, or delete the step.',
        field: 'email',
      },
    ];
  }
  const findings: Finding[] = [];
  const { email } = settings;
  if (isFixed(email) && !isEmail(email.trim())) {
    findings.push({
      severity: 'error',
      code: 'USER_VALUE_INVALID',
      message: `“${shorten(email, 40)}” is not an e-mail address. Write one, or a variable such as {{args.email}}.`,
      field: 'email',
    });
  }
  const names = new Set<string>();
  for (const [index, { name, type, value }] of settings.attributes.entries()) {
    if (isFixed(value) && typedValue(value, type) === undefined) {
      findings.push({
        severity: 'error',
        code: 'USER_VALUE_INVALID',
        message: `“${shorten(value, 40)}” is not ${typeWords[type]}. Change the value or the type.`,
        field: `attributes.${index}.value`,
      });
    } else if (value.trim() === '') {
      findings.push({
        severity: 'warning',
        code: 'SETTING_MISSING',
        message: 'There is no value to remember. Write one, or a variable such as {{args.plan}}.',
        field: `attributes.${index}.value`,
      });
    }
    findings.push(...listedNameFindings(name, names, `Attribute ${index + 1}`, `attributes.${index}.name`));
    names.add(name);
  }
  return findings;
}
