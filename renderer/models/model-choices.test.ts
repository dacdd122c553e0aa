import { describe, expect, test } from 'vitest';
import type { ModelProviderView } from '#shared/ipc/model-providers.ts';
import { type ChoiceWish, choiceWarning, modelChoices, modelLabel, providersFor } from './model-choices.ts';

const provider = (id: string, over: Partial<ModelProviderView> = {}): ModelProviderView => ({
  id,
  name: id,
  kind: 'openai',
  baseUrl: null,
  timeoutSeconds: 60,
  models: [],
  key: 'saved',
  ...over,
});
const openAi = provider('openai', { name: 'OpenAI', models: ['gpt-5', 'gpt-5-mini'] });
const router = provider('router', { models: ['meta/llama-4'] });

function shown(typed: string, over: Partial<ChoiceWish> = {}): readonly string[] {
  const nothing = { label: 'Project default', detail: 'Simulator' };
  const wish = { providers: [openAi, router], nothing, hasSimulator: true, typed, ...over };
  return modelChoices(wish).flatMap(({ title, choices }) =>
    choices.map(({ value, label }) => `${title}: ${label} = ${value}`),
  );
}

test('for what texts mean, providers without such models are left out, and their other models', () => {
  const providers = [
    provider('anthropic', { kind: 'anthropic' }),
    provider('openai', { models: ['gpt-5', 'text-embedding-3-small'] }),
    provider('own', { kind: 'openai-compatible', models: ['whatever'] }),
  ];
  expect(providersFor('meaning', providers).map(({ id, models }) => [id, models])).toEqual([
    ['openai', ['text-embedding-3-small']],
    ['own', ['whatever']],
  ]);
  expect(choiceWarning('gone/x', providers, 'meaning')?.message).toContain('words alone are compared');
});

describe('choices', () => {
  test('are what needs no provider, then the lists of the providers', () => {
    expect(shown('')).toEqual([
      'Without a provider: Project default = null',
      'Without a provider: Simulator = simulator',
      'OpenAI: gpt-5 = openai/gpt-5',
      'OpenAI: gpt-5-mini = openai/gpt-5-mini',
      'router: meta/llama-4 = router/meta/llama-4',
    ]);
  });

  test('narrow to what holds every word, and any name can be used as it is typed', () => {
    expect(shown('open mini')).toEqual(['OpenAI: gpt-5-mini = openai/gpt-5-mini']);
    expect(shown('default')[0]).toBe('Without a provider: Project default = null');
    expect(shown('gpt-9')).toEqual([
      'As typed: Use “gpt-9” = openai/gpt-9',
      'As typed: Use “gpt-9” = router/gpt-9',
    ]);
    expect(shown('openai/gpt-9')).toEqual(['As typed: Use “gpt-9” = openai/gpt-9']);
    expect(shown('meta/llama-9')).toEqual([
      'As typed: Use “meta/llama-9” = openai/meta/llama-9',
      'As typed: Use “meta/llama-9” = router/meta/llama-9',
      'As typed: Use “meta/llama-9” = meta/llama-9',
    ]);
  });

  test('of a long list are the first ones, with how many more there are', () => {
    const models = Array.from({ length: 400 }, (_, index) => `m${index}`);
    const [, group] = modelChoices({
      providers: [provider('many', { models })],
      nothing: { label: 'Simulator', detail: '' },
      hasSimulator: false,
      typed: '',
    });
    expect([group?.choices.length, group?.hidden]).toEqual([60, 340]);
  });
});

test.each<[string, string]>([
  ['simulator', 'Simulator'],
  ['openai/gpt-5', 'gpt-5 · OpenAI'],
  ['router/meta/llama-4', 'meta/llama-4 · router'],
  ['gone/gpt', 'gone/gpt'],
])('%s is called “%s”', (value, label) => {
  expect(modelLabel(value, [openAi, router])).toBe(label);
});

test('what will not answer, or may not, is said', () => {
  const said = (value: string, providers = [openAi, provider('keyless', { key: 'missing' })]) =>
    choiceWarning(value, providers)?.message;
  expect(said('simulator')).toBeUndefined();
  expect(said('openai/gpt-5')).toBeUndefined();
  expect(said('openai/gpt-9')).toContain('did not name “gpt-9”');
  expect(said('gone/gpt')).toContain('“gone” is not set up on this computer');
  expect(said('keyless/gpt')).toContain('has no key');
  expect(said('gpt')).toContain('names no model');
  const local = provider('local', { kind: 'openai-compatible', key: 'missing' });
  expect(said('local/llama', [local])).toBeUndefined();
});
