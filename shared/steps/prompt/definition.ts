import { defineStep } from '#shared/model/step-definition.ts';
import { shorten } from '#shared/model/words.ts';
import { checkPrompt } from './check.ts';
import { conditionInWords, settingsSchema } from './settings.ts';

export const definition = defineStep({
  kind: 'prompt',
  version: 1,
  group: 'ai',
  title: 'Prompt',
  purpose: 'Lets the AI choose what happens next.',
  icon: 'sparkles',
  canFail: true,
  settings: settingsSchema,
  ports: ({ tools, actions }) => [
    ...tools.map(({ id, name, condition }, index) => ({
      id,
      label: labelOf(name, index),
      ...(condition.rules.length === 0 ? {} : { note: conditionInWords(condition) }),
    })),
    ...actions.map((actionId) => ({ id: actionId, label: 'Action', actionId })),
    ...(actions.length === 0 ? [] : [{ id: 'declined', label: 'declined' }]),
  ],
  writes: ({ tools, actions }) =>
    // What an action gives is known when it is done.
    actions.length > 0 ? undefined : tools.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  likelyWrites: ({ tools }) => tools.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  summary: ({ tools, actions, preamble }) => {
    if (tools.length + actions.length === 0) return 'No tools yet';
    const role = preamble.trim();
    return role === '' ? 'The AI chooses what happens next' : shorten(role, 100);
  },
  check: checkPrompt,
});

function labelOf(name: string, index: number): string {
  return name.trim() === '' ? `Tool ${index + 1}` : shorten(name, 60);
}
