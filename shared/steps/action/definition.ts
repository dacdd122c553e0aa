import { z } from 'zod';
import { field } from '#shared/model/field.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { parameterValues } from '#shared/model/parameter-values.ts';
import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';

export const definition = defineStep({
  kind: 'action',
  version: 1,
  group: 'data',
  title: 'Action',
  purpose: 'Runs one of the project’s actions.',
  icon: 'bolt',
  canFail: true,
  settings: z.object({
    actionId: field(entityIdSchema.nullable().default(null), {
      label: 'Action',
      help: 'Actions have a screen of their own.',
      input: 'action',
    }),
    inputs: field(parameterValues(), {
      label: 'Inputs',
      help: 'What the action is given. They are checked before anything is done.',
      input: 'mapping',
      of: 'actionId',
    }),
  }),
  ports: ({ actionId }) => [
    { id: 'done', label: 'done', ...(actionId === null ? {} : { doneActionId: actionId }) },
    { id: 'declined', label: 'declined' },
  ],
  // The outputs of what the action does.
  writes: () => undefined,
  summary({ actionId }, names) {
    if (actionId === null) return 'Run an action';
    return shorten(`Run ${names.action(actionId) ?? 'a missing action'}`);
  },
  check: ({ actionId }) =>
    actionId === null
      ? [
          {
            severity: 'error',
            code: 'SETTING_MISSING',
            message: 'No action is chosen. Choose what is to be done.',
            field: 'actionId',
          },
        ]
      : [],
});
