// The model of previews and the command line: the providers that the author set up, else the simulator.
import { createGenerate } from '#shared/drivers/model/create-generate.ts';
import type { GenerateAnswer } from '#shared/drivers/model/generate-answer.ts';
import type { ModelProviders } from './model-providers.ts';

export function designTimeModel(models: Pick<ModelProviders, 'find'>): GenerateAnswer {
  return createGenerate({ providerOf: (id) => models.find(id), withoutKey: 'simulate' });
}
