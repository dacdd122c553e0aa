import { z } from 'zod';
import { defineStep } from '#shared/model/step-definition.ts';

export const definition = defineStep({
  kind: 'message-received',
  version: 1,
  group: 'trigger',
  title: 'Message received',
  purpose: 'Begins here when a customer writes and no step is waiting for the answer.',
  icon: 'message',
  entry: 'message',
  canFail: false,
  settings: z.object({}),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: () => 'When the customer writes',
});
