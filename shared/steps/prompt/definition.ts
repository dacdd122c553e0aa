import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';
import { checkPrompt } from './check.ts';
import { settingsSchema } from './settings.ts';

export const definition = defineStep({
  kind: 'prompt',
  version: 1,
  group: 'ai',
  title: 'Prompt',
  purpose: 'Lets the AI choose what happens next.',
  icon: 'sparkles',
  canFail: true,
  settings: settingsSchema,
  ports: ({ tools }) => tools.map(({ id, name }, index) => ({ id, label: labelOf(name, index) })),
  writes: ({ tools }) => tools.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  summary: ({ tools }) =>
    tools.length === 0
      ? 'No tools yet'
      : shorten(`Choose: ${tools.map(({ name }, index) => labelOf(name, index)).join(', ')}`),
  check: checkPrompt,
});

function labelOf(name: string, index: number): string {
  return name.trim() === '' ? `Tool ${index + 1}` : shorten(name, 60);
}
