import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { limits } from '#shared/model/limits.ts';
import { saveAsFindings } from '#shared/model/name-findings.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

export const definition = defineStep({
  kind: 'calculation',
  version: 1,
  group: 'data',
  title: 'Calculation',
  purpose: 'Calculates with numbers, dates, units and tables.',
  icon: 'calculator',
  canFail: true,
  settings: z.object({
    expression: field(z.string().max(2000).default(''), {
      label: 'Expression',
      help: 'Names are what is known here, such as price for {{args.price}}. Functions are in the help.',
      input: 'expression',
      placeholder: 'round(price * (1 - 10%), 2)',
    }),
    saveAs: field(z.string().max(limits.name).default('result'), {
      label: 'Save as',
      help: 'As {{args.result}} later.',
      input: 'text',
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  writes: ({ saveAs }) => [saveAs],
  summary: ({ expression, saveAs }) =>
    expression.trim() === '' ? 'Calculate nothing yet' : shorten(`${saveAs} = ${expression.trim()}`),
  check: ({ expression, saveAs }) => [
    ...(expression.trim() === ''
      ? [
          {
            severity: 'error' as const,
            code: 'SETTING_MISSING',
            message: 'There is nothing to calculate. Write an expression, such as price * 2.',
            field: 'expression',
          },
        ]
      : []),
    ...saveAsFindings(saveAs, 'The result'),
  ],
});
