import { z } from 'zod';
import { defineStep } from '#shared/model/step-definition.ts';

export const definition = defineStep({
  kind: 'end',
  version: 1,
  group: 'logic',
  title: 'End',
  purpose: 'Closes the conversation.',
  icon: 'flag',
  canFail: false,
  settings: z.object({}),
  ports: () => [],
  summary: () => 'Close the conversation',
});
