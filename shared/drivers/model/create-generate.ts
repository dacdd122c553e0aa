// Answers prompts with the model that they name: the simulator, or a provider that the author set up.
import { AppError } from '#shared/errors/app-error.ts';
import { simulatorName } from '#shared/engine/model-request.ts';
import { askProvider } from './ask-provider.ts';
import type { GenerateAnswer } from './generate-answer.ts';
import { type ModelProvider, needsKey } from './model-provider.ts';
import { simulateModel } from './simulate-model.ts';
import { type AskLimits, defaultAskLimits } from './with-attempts.ts';

export interface GenerateSetup {
  /** Asked for each prompt, so that a new key counts at once; undefined = not set up. */
  readonly providerOf: (id: string) => Promise<ModelProvider | undefined>;
  /** Design time goes on with the simulator; what customers use must not. */
  readonly withoutKey: 'simulate' | 'refuse';
  readonly limits?: AskLimits;
}

export function createGenerate({
  providerOf,
  withoutKey,
  limits = defaultAskLimits,
}: GenerateSetup): GenerateAnswer {
  return async (request, options = {}) => {
    if (request.model === simulatorName || (request.model === null && withoutKey === 'simulate')) {
      return simulateModel(request, options);
    }
    const [, id, name] = /^([^/]+)\/(.+)$/u.exec(request.model ?? '') ?? [];
    if (id === undefined || name === undefined) throw unknownModel(request.model);
    const provider = await providerOf(id);
    if (provider === undefined || needsKey(provider)) {
      if (withoutKey === 'simulate') return simulateModel(request, options);
      throw new AppError(
        'MODEL_NO_KEY',
        `There is no key for “${id}”, which “${name}” needs. Add it in the settings of models.`,
        { blame: 'environment', details: { provider: id, model: name } },
      );
    }
    const { timeoutMs = limits.timeoutMs } = provider;
    return askProvider({ provider, name }, request, options, { ...limits, timeoutMs });
  };
}

function unknownModel(model: string | null): AppError {
  return new AppError(
    'MODEL_UNKNOWN',
    model === null
      ? 'No model is chosen. Choose the project’s default model, or one in the prompt.'
      : `“${model}” names no model. Write the provider and the model, for example openai/gpt-5.`,
    { details: { model } },
  );
}
