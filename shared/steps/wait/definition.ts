import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep, type Finding } from '#shared/model/step-definition.ts';
import { templateSchema } from '#shared/model/template.ts';
import { durationInWords, shorten } from '#shared/model/words.ts';
import { parseDate } from '#shared/util/zoned-date.ts';

const settingsSchema = z.object({
  mode: field(z.enum(['for', 'until']).default('for'), {
    label: 'Wait',
    input: 'select',
    options: [
      { value: 'for', label: 'For some time' },
      { value: 'until', label: 'Until a date' },
    ],
  }),
  seconds: field(z.int().min(1).max(limits.waitSeconds).default(60), {
    label: 'How long',
    help: 'At most one year.',
    input: 'seconds',
    showWhen: { field: 'mode', equals: 'for' },
  }),
  until: field(templateSchema.default(''), {
    label: 'Until',
    help: 'A date, or a date and time, in the workspace’s time zone: 2026-12-24 or 2026-12-24T18:00. Add Z or +02:00 for another zone. A variable works too. A time in the past goes on at once.',
    input: 'template',
    placeholder: '2026-12-24T18:00',
    showWhen: { field: 'mode', equals: 'until' },
  }),
});

type WaitSettings = z.infer<typeof settingsSchema>;

export const definition = defineStep({
  kind: 'wait',
  version: 1,
  group: 'logic',
  title: 'Wait',
  purpose: 'Pauses for some time or until a date.',
  icon: 'hourglass',
  canFail: true,
  waits: true,
  settings: settingsSchema,
  ports: () => [
    { id: 'next', label: 'time is up' },
    { id: 'message', label: 'customer writes' },
  ],
  summary: ({ mode, seconds, until }) => {
    if (mode === 'for') return `Wait ${durationInWords(seconds)}`;
    return until.trim() === '' ? 'Wait until a date' : shorten(`Wait until ${until}`);
  },
  check: checkUntil,
});

function checkUntil({ mode, until }: WaitSettings): Finding[] {
  if (mode === 'for') return [];
  if (until.trim() === '') {
    return [
      {
        severity: 'error',
        code: 'WAIT_INVALID',
        message: 'No date is set. Write a date such as 2026-12-24T18:00, or a variable that holds one.',
        field: 'until',
      },
    ];
  }
  if (!until.includes('{{') && parseDate(until, 'UTC') === undefined) {
    return [
      {
        severity: 'error',
        code: 'WAIT_INVALID',
        message: `“${shorten(until, 40)}” is not a date. Write it as 2026-12-24 or 2026-12-24T18:00.`,
        field: 'until',
      },
    ];
  }
  return [];
}
