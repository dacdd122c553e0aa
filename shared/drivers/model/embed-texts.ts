// What texts mean to a model, as vectors.
// Invariants: one vector for each text, in their order and of one length; rejects with the errors that a prompt would meet.
import { AppError } from '#shared/errors/app-error.ts';
import { limits as modelLimits } from '#shared/model/limits.ts';
import type { ModelPlace } from './model-error.ts';
import { type ModelProvider, needsKey, openEmbeddingModel } from './model-provider.ts';
import { type AskLimits, defaultAskLimits, withAttempts } from './with-attempts.ts';

/** `model` is `provider/model`. */
export type EmbedTexts = (
  model: string,
  texts: readonly string[],
  signal?: AbortSignal,
) => Promise<number[][]>;

interface EmbedSetup {
  /** Asked each time, so that a new key counts at once; undefined = not set up. */
  readonly providerOf: (id: string) => Promise<ModelProvider | undefined>;
  readonly limits?: AskLimits;
}

export function createEmbed({ providerOf, limits = defaultAskLimits }: EmbedSetup): EmbedTexts {
  return async (model, texts, signal) => {
    const [, id = '', name = ''] = /^([^/]+)\/(.+)$/u.exec(model) ?? [];
    const provider = await providerOf(id);
    if (provider === undefined || needsKey(provider)) {
      throw new AppError(
        'MODEL_NO_KEY',
        `“${model.slice(0, modelLimits.name)}” cannot be asked: add its provider and key in the settings of models.`,
        { blame: 'environment' },
      );
    }
    const place = { provider, name };
    const { timeoutMs = limits.timeoutMs } = provider;
    const asked = await openEmbeddingModel(provider, name);
    if (asked === null) throw noEmbeddings(place);
    const most = (await asked.maxEmbeddingsPerCall) ?? texts.length;
    const vectors: number[][] = [];
    for (let start = 0; start < texts.length; start += most) {
      const values = texts.slice(start, start + most);
      const { embeddings } = await withAttempts(place, signal, { ...limits, timeoutMs }, (abortSignal) =>
        Promise.resolve(asked.doEmbed({ values, abortSignal })),
      );
      vectors.push(...embeddings);
    }
    if (!areSound(vectors, texts.length)) throw unsound(place);
    return vectors;
  };
}

function areSound(vectors: readonly (readonly number[])[], count: number): boolean {
  const length = vectors[0]?.length ?? 0;
  return (
    vectors.length === count &&
    length > 0 &&
    length <= 20_000 &&
    vectors.every((vector) => vector.length === length && vector.every(Number.isFinite))
  );
}

const noEmbeddings = ({ provider, name }: ModelPlace): AppError =>
  new AppError(
    'MODEL_UNKNOWN',
    `“${provider.id}” has no models for searching by meaning, so “${name}” cannot be one. Choose a model of OpenAI, Google or a server of your own.`,
    { blame: 'environment' },
  );

const unsound = ({ provider, name }: ModelPlace): AppError =>
  new AppError(
    'MODEL_FAILED',
    `“${name}” of “${provider.id}” did not answer with one vector for each text. Choose a model for embeddings.`,
    { blame: 'environment' },
  );
