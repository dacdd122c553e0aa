import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { listedNameFindings } from '#shared/model/name-findings.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

const valueSchema = z.object({
  id: field(entityIdSchema, { label: 'Id', input: 'hidden' }),
  name: field(z.string().max(limits.name).default(''), {
    label: 'Name',
    help: 'How later steps call it: plan is used as {{args.plan}}.',
    input: 'text',
    placeholder: 'plan',
  }),
  value: field(templateSchema.default(''), {
    label: 'Value',
    help: 'Text, or a variable such as {{user.name}}. One variable alone keeps its type: a number stays a number, a list a list.',
    input: 'template',
  }),
});

const settingsSchema = z.object({
  values: field(z.array(valueSchema).max(100).default([]), {
    label: 'Values',
    help: 'What to remember for later steps.',
    input: 'list',
    itemName: 'value',
  }),
});

type SetValues = z.infer<typeof settingsSchema>['values'];

export const definition = defineStep({
  kind: 'set',
  version: 1,
  group: 'data',
  title: 'Set',
  purpose: 'Remembers values for later steps.',
  icon: 'variable',
  canFail: true,
  settings: settingsSchema,
  ports: () => [{ id: 'next', label: 'next' }],
  writes: ({ values }) => values.map(({ name }) => name),
  summary: ({ values }) =>
    values.length === 0
      ? 'Set nothing yet'
      : shorten(`Set ${values.map(({ name, value }) => `${name} to ${value}`).join(', ')}`),
  check: ({ values }) => checkValues(values),
});

function checkValues(values: SetValues): Finding[] {
  if (values.length === 0) {
    return [
      {
        severity: 'warning',
        code: 'SETTING_MISSING',
        message: 'This step does nothing yet. Add a value, or delete the step.',
        field: 'values',
      },
    ];
  }
  const findings: Finding[] = [];
  const names = new Set<string>();
  for (const [index, { name }] of values.entries()) {
    findings.push(...listedNameFindings(name, names, `Value ${index + 1}`, `values.${index}.name`));
    names.add(name);
  }
  return findings;
}
