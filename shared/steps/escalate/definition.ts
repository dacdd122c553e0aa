import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { shorten } from '#shared/model/words.ts';

/** What an empty note stands for. */
export const defaultNote = 'Escalated to support';

export const definition = defineStep({
  kind: 'escalate',
  version: 1,
  group: 'people',
  title: 'Escalate',
  purpose: 'Asks a human operator to take over.',
  icon: 'headset',
  canFail: true,
  settings: z.object({
    note: field(templateSchema.default(defaultNote), {
      label: 'Note',
      help: 'What the operator reads: what it is about, and what is known already. The customer does not see it.',
      input: 'template',
      filledIn: 'What the operator reads',
      placeholder: defaultNote,
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: ({ note }) => shorten(`Ask an operator: ${note.trim() === '' ? defaultNote : note}`),
});
