import { z } from 'zod';
import { argsNameAdvice, isArgsName } from '#shared/model/args-name.ts';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

const attributeSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'How later steps call it: plan is used as {{user.attrs.plan}}.',
    input: 'text',
    placeholder: 'plan',
  }),
  type: field(z.enum(['string', 'number', 'boolean']).default('string'), {
    label: 'Type',
    help: 'A value of another type is an error.',
    input: 'select',
    options: [
      { value: 'string', label: 'Text' },
      { value: 'number', label: 'Number' },
      { value: 'boolean', label: 'Yes or no' },
    ],
  }),
  value: field(templateSchema.default(''), {
    label: 'Value',
    help: 'Text or a variable such as {{args.plan}}.',
    input: 'template',
  }),
});

const settingsSchema = z.object({
  email: field(templateSchema.default(''), {
    label: 'E-mail',
    help: 'Leave it empty to keep the address as it is. What is not an address is an error.',
    input: 'template',
    placeholder: '{{args.email}}',
  }),
  name: field(templateSchema.default(''), {
    label: 'Name',
    help: 'Leave it empty to keep the name as it is.',
    input: 'template',
    placeholder: '{{args.name}}',
  }),
  attributes: field(z.array(attributeSchema).max(50).default([]), {
    label: 'Attributes',
    help: 'What else to remember about the customer. Attributes that are not listed stay as they are.',
    input: 'list',
    itemName: 'attribute',
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
    return parts.length === 0 ? 'Update nothing yet' : shorten(`Update ${parts.join(', ')}`);
  },
  check: checkSettings,
});

function partsOf({ email, name, attributes }: UserUpdateSettings): string[] {
  return [
    ...(email.trim() === '' ? [] : ['e-mail']),
    ...(name.trim() === '' ? [] : ['name']),
    ...attributes.map((attribute) => (attribute.name === '' ? 'an attribute' : attribute.name)),
  ];
}

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
  const names = new Set<string>();
  for (const [index, { name }] of settings.attributes.entries()) {
    if (!isArgsName(name)) {
      findings.push({
        severity: 'error',
        code: 'NAME_INVALID',
        message: `Attribute ${index + 1} cannot be called “${shorten(name, 40)}”. ${argsNameAdvice}`,
        field: `attributes.${index}.name`,
      });
    } else if (names.has(name)) {
      findings.push({
        severity: 'warning',
        code: 'NAME_TWICE',
        message: `“${name}” is listed twice, so only the last value counts. Remove one, or give it another name.`,
        field: `attributes.${index}.name`,
      });
    }
    names.add(name);
  }
  return findings;
}
