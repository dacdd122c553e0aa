import { z } from 'zod';
import { defineStep } from '#shared/model/step-definition.ts';

export const definition = defineStep({
  kind: 'entered',
  version: 1,
  group: 'trigger',
  title: 'Entered from a workflow',
  purpose: 'Begins here when another workflow goes to this one.',
  icon: 'door-enter',
  entry: 'enter',
  canFail: false,
  settings: z.object({}),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: () => 'When another workflow goes here',
});
