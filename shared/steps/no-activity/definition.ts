import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { limits } from '#shared/model/limits.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { durationInWords } from '#shared/model/words.ts';

export const definition = defineStep({
  kind: 'no-activity',
  version: 1,
  group: 'trigger',
  title: 'No activity',
  purpose: 'Begins here when the customer has been silent for a while.',
  icon: 'zzz',
  entry: 'no-activity',
  canFail: false,
  settings: z.object({
    seconds: field(z.int().min(1).max(limits.waitSeconds).default(300), {
      label: 'Silent for',
      help: 'How long nothing is said before this begins. It happens once after each message of the customer.',
      input: 'seconds',
    }),
  }),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: ({ seconds }) => `After ${durationInWords(seconds)} of silence`,
});
