// What an author can choose as a model: nothing, the simulator, the lists of the providers, and any name that is typed.
// Invariants: pure; what is chosen is `provider/model`, `simulator`, or nothing.
import { simulatorName } from '#shared/engine/model-request.ts';
import type { ModelProviderView } from '#shared/ipc/model-providers.ts';

export interface ModelChoice {
  readonly value: string | null;
  readonly label: string;
  readonly detail?: string;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly ModelChoice[];
  /** Of those that fit what was typed, too many to show. */
  readonly hidden: number;
}

/** What a model is asked for: answers to prompts, or what texts mean. */
export type ModelPurpose = 'answers' | 'meaning';

export interface ChoiceWish {
  readonly providers: readonly ModelProviderView[];
  /** What nothing chosen means. */
  readonly nothing: Omit<ModelChoice, 'value'>;
  readonly hasSimulator: boolean;
  /** What was typed; empty shows everything. */
  readonly typed: string;
}

const maxShown = 60;

/** How models are called that tell what texts mean. */
const embeds = /embed|\bbge\b|\be5\b|\bgte\b|minilm|arctic/iu;

/** Providers that can serve the purpose, with the models that seem to; all of them when none seems to. */
export function providersFor(
  purpose: ModelPurpose,
  providers: readonly ModelProviderView[],
): readonly ModelProviderView[] {
  if (purpose === 'answers') return providers;
  return providers
    .filter(({ kind }) => kind !== 'anthropic')
    .map((provider) => {
      const fitting = provider.models.filter((model) => embeds.test(model));
      return fitting.length === 0 ? provider : { ...provider, models: fitting };
    });
}

export function modelChoices({
  providers,
  nothing,
  hasSimulator,
  typed,
}: ChoiceWish): readonly ChoiceGroup[] {
  const words = typed.trim().toLowerCase().split(/\s+/u);
  const fits = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const builtIn: readonly ModelChoice[] = [
    { value: null, ...nothing },
    ...(hasSimulator
      ? [{ value: simulatorName, label: 'Simulator', detail: 'Offline, answers without a model' }]
      : []),
  ];
  const groups = [
    {
      title: 'Without a provider',
      choices: builtIn.filter(({ label }) => fits(label)),
    },
    ...providers.map(({ id, name, models }) => ({
      title: name,
      choices: models
        .filter((model) => fits(`${name} ${id}/${model}`))
        .map((model) => ({ value: `${id}/${model}`, label: model })),
    })),
    { title: 'As typed', choices: typedChoices(typed.trim(), providers) },
  ];
  return groups
    .filter(({ choices }) => choices.length > 0)
    .map(({ title, choices }) => ({
      title,
      choices: choices.slice(0, maxShown),
      hidden: Math.max(0, choices.length - maxShown),
    }));
}

/** A name need not be in a list: `gpt-5` of each provider, or `provider/model` in full. */
function typedChoices(typed: string, providers: readonly ModelProviderView[]): readonly ModelChoice[] {
  if (typed === '' || /\s/u.test(typed) || typed === simulatorName) return [];
  const { id, model } = splitModel(typed) ?? {};
  const named = providers.find((provider) => provider.id === id);
  const choices = (named === undefined ? providers : [named])
    .map((provider) => ({ provider, name: named === undefined ? typed : (model ?? '') }))
    .filter(({ provider, name }) => name !== '' && !provider.models.includes(name))
    .map(({ provider, name }) => ({
      value: `${provider.id}/${name}`,
      label: `Use “${name}”`,
      detail: provider.name,
    }));
  if (named !== undefined || id === undefined) return choices;
  return [...choices, { value: typed, label: `Use “${typed}”`, detail: `${id} is not set up here` }];
}

/** A server of one's own often needs no key. */
export const canAnswer = ({ kind, key }: Pick<ModelProviderView, 'kind' | 'key'>): boolean =>
  kind === 'openai-compatible' || key !== 'missing';

function splitModel(value: string): { readonly id: string; readonly model: string } | undefined {
  const [, id, model] = /^([^/]+)\/(.+)$/u.exec(value) ?? [];
  return id === undefined || model === undefined ? undefined : { id, model };
}

/** How a chosen model is called on the screen. */
export function modelLabel(value: string, providers: readonly ModelProviderView[]): string {
  if (value === simulatorName) return 'Simulator';
  const { id, model } = splitModel(value) ?? {};
  const provider = providers.find((each) => each.id === id);
  return provider === undefined || model === undefined ? value : `${model} · ${provider.name}`;
}

export interface ChoiceWarning {
  readonly message: string;
  /** Something has to be set up; else it is only said. */
  readonly isSetUpNeeded: boolean;
}

/** Why a chosen model will not answer, or may not. */
export function choiceWarning(
  value: string,
  providers: readonly ModelProviderView[],
  purpose: ModelPurpose = 'answers',
): ChoiceWarning | null {
  const otherwise =
    purpose === 'answers' ? 'the simulator answers in the preview' : 'words alone are compared';
  if (value === simulatorName) return null;
  const { id, model } = splitModel(value) ?? {};
  if (id === undefined || model === undefined) {
    return { message: `“${value}” names no model. Choose one of the list.`, isSetUpNeeded: false };
  }
  const provider = providers.find((each) => each.id === id);
  if (provider === undefined) {
    return {
      message: `“${id}” is not set up on this computer, so ${otherwise}.`,
      isSetUpNeeded: true,
    };
  }
  if (!canAnswer(provider)) {
    return {
      message: `${provider.name} has no key on this computer, so ${otherwise}.`,
      isSetUpNeeded: true,
    };
  }
  if (provider.models.length > 0 && !provider.models.includes(model)) {
    return {
      message: `${provider.name} did not name “${model}” in its list of models.`,
      isSetUpNeeded: false,
    };
  }
  return null;
}
