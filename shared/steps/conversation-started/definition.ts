import { z } from 'zod';
import { defineStep } from '#shared/model/step-definition.ts';

export const definition = defineStep({
  kind: 'conversation-started',
  version: 1,
  group: 'trigger',
  title: 'Conversation started',
  purpose: 'Begins here when a customer opens a conversation.',
  icon: 'player-play',
  entry: 'start',
  canFail: false,
  settings: z.object({}),
  ports: () => [{ id: 'next', label: 'next' }],
  summary: () => 'When a conversation is opened',
});
