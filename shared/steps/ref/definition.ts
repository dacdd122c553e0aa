import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { stepIdSchema } from '#shared/model/ids.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

export const definition = defineStep({
  kind: 'ref',
  version: 1,
  group: 'logic',
  title: 'Continue at',
  purpose: 'Goes on at another step of this workflow, so that a path is shared or repeated.',
  icon: 'arrow-forward-up',
  // Routes and executes nothing: a missing target cannot be caught, it fails the turn.
  canFail: false,
  settings: z.object({
    stepId: field(stepIdSchema.nullable().default(null), {
      label: 'Step',
      help: 'The conversation goes on there, and from there along that step’s own paths.',
      input: 'step',
    }),
  }),
  ports: () => [],
  links: ({ stepId }) => (stepId === null ? [] : [{ port: 'target', to: stepId }]),
  summary: ({ stepId }, names) => {
    if (stepId === null) return 'Continue at a step';
    return shorten(`Continue at ${names.step(stepId) ?? 'a missing step'}`);
  },
  check: ({ stepId }, names) => {
    if (stepId === null) {
      return [
        {
          severity: 'error',
          code: 'SETTING_MISSING',
          message: 'No step is chosen. Choose where the conversation goes on.',
          field: 'stepId',
        },
      ];
    }
    if (names.step(stepId) !== undefined) return [];
    return [
      {
        severity: 'error',
        code: 'STEP_NOT_FOUND',
        message: 'The chosen step is not in this workflow any more. Choose another one.',
        field: 'stepId',
      },
    ];
  },
});
