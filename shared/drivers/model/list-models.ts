// Which models a provider has: tries out address and key at the same time.
import { APICallError } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { modelError, tooSlow } from './model-error.ts';
import { baseUrlOf, fetchHere, type ModelProvider, needsKey } from './model-provider.ts';
import { parseJson } from '#shared/util/json.ts';

const answerSchema = z.object({
  data: z.array(z.object({ id: z.string().max(500) })).optional(),
  /** Google's list. Models that do not write, such as for embeddings, cannot answer a prompt. */
  models: z
    .array(
      z.object({
        name: z.string().max(500),
        supportedGenerationMethods: z.array(z.string()).default(['generateContent']),
      }),
    )
    .optional(),
});

const maxModels = 1000;

/** Their lists come in short pages unless told otherwise. */
const pages: Readonly<Record<ModelProvider['kind'], string>> = {
  openai: '',
  anthropic: '?limit=1000',
  google: '?pageSize=1000',
  'openai-compatible': '',
};

export interface ListOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Names of the provider's models, sorted. Rejects with the errors that a prompt would meet. */
export async function listModels(
  provider: ModelProvider,
  { timeoutMs = 15_000, signal }: ListOptions = {},
): Promise<string[]> {
  const place = { provider, name: '' };
  if (needsKey(provider)) {
    throw new AppError(
      'MODEL_NO_KEY',
      `There is no key for “${provider.id}”. Add it, then test the connection again.`,
      { details: { provider: provider.id } },
    );
  }
  const url = `${baseUrlOf(provider)}/models${pages[provider.kind]}`;
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
  try {
    const response = await fetchHere(url, { headers: headersOf(provider), signal: stop });
    const body = await response.text();
    if (!response.ok) throw refusal(response, url, body);
    return namesIn(body, provider);
  } catch (thrown) {
    if (signal?.aborted === true) throw new AppError('CANCELLED', 'The test was stopped.');
    if (timeout.aborted) throw tooSlow(place, timeoutMs);
    const { statusCode } = APICallError.isInstance(thrown) ? thrown : {};
    if (statusCode === 404) throw noList(provider);
    if (AppError.is(thrown) || APICallError.isInstance(thrown)) throw modelError(thrown, place);
    throw modelError(
      new APICallError({ message: 'No answer', url, requestBodyValues: {}, cause: thrown }),
      place,
    );
  }
}

function refusal({ status, statusText, headers }: Response, url: string, responseBody: string): APICallError {
  return new APICallError({
    message: messageIn(responseBody) ?? statusText,
    url,
    requestBodyValues: {},
    statusCode: status,
    responseBody,
    responseHeaders: Object.fromEntries(headers),
  });
}

function namesIn(body: string, provider: ModelProvider): string[] {
  const { data, models } = answerSchema.safeParse(parseJson(body)).data ?? {};
  if (data === undefined && models === undefined) throw noList(provider);
  const names = [
    ...(data ?? []).map(({ id }) => id),
    ...(models ?? [])
      .filter(({ supportedGenerationMethods }) => supportedGenerationMethods.includes('generateContent'))
      .map(({ name }) => name),
  ];
  return names
    .map((name) => name.replace(/^models\//u, ''))
    .toSorted()
    .slice(0, maxModels);
}

const refusalSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });

/** What the server says went wrong; all of them say it in this form. */
function messageIn(body: string): string | undefined {
  const error = refusalSchema.safeParse(parseJson(body)).data?.error;
  return typeof error === 'string' ? error : error?.message;
}

function headersOf({ kind, apiKey }: ModelProvider): Record<string, string> {
  if (apiKey === null) return {};
  if (kind === 'anthropic') return { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' };
  return kind === 'google' ? { 'x-goog-api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
}

function noList(provider: ModelProvider): AppError {
  return new AppError(
    'MODEL_FAILED',
    `What answers at ${baseUrlOf(provider)} has no list of models. Check the address; it often ends with /v1.`,
    { blame: 'environment', details: { provider: provider.id } },
  );
}
