import { expect, test } from 'vitest';
import { indexProject } from '../state/project-index.ts';
import { aProject, step } from '../state/project.testing.ts';
import { usesOfProvider } from './model-uses.ts';

test('the steps that name a model of a provider are found, and whether it is the default', () => {
  const document = aProject([
    step('one', 'prompt', { model: 'openai/gpt-5' }),
    step('two', 'prompt', { model: 'openai-2/gpt-5' }),
    step('three', 'prompt'),
    step('four', 'reply', { content: 'openai/gpt-5' }),
  ]);
  const index = indexProject({
    ...document,
    workspace: { ...document.workspace, defaultModel: 'openai-2/gpt-5' },
  });
  const found = (id: string) => {
    const { steps, isDefault } = usesOfProvider(index, id);
    return [...steps.map((each) => String(each.id)), isDefault];
  };
  expect(found('openai')).toEqual(['one', false]);
  expect(found('openai-2')).toEqual(['two', true]);
  expect(found('gone')).toEqual([false]);
});
