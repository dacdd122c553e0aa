// Which models a provider has: tries out address and key at the same time.
import { APICallError } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { modelError } from './model-error.ts';
import { baseUrlOf, type ModelProvider, needsKey } from './model-provider.ts';

const answerSchema = z.object({
  data: z.array(z.object({ id: z.string() })).optional(),
  /** Google's list. */
  models: z.array(z.object({ name: z.string() })).optional(),
});

const maxModels = 1000;

/** Names of the provider's models, sorted. Rejects with the errors that a prompt would meet. */
export async function listModels(provider: ModelProvider, timeoutMs = 15_000): Promise<readonly string[]> {
  const place = { provider, name: '' };
  if (needsKey(provider)) {
    throw new AppError(
      'MODEL_NO_KEY',
      `There is no key for “${provider.id}”. Add it, then test the connection again.`,
      {
        details: { provider: provider.id },
      },
    );
  }
  const url = `${baseUrlOf(provider)}/models`;
  let response: Response;
  try {
    response = await fetch(url, { headers: headersOf(provider), signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw modelError(new APICallError({ message: 'No answer', url, requestBodyValues: {}, cause }), place);
  }
  const body = await response.text();
  if (!response.ok) {
    const { status: statusCode, statusText: message } = response;
    const failed = { message, url, requestBodyValues: {}, statusCode, responseBody: body };
    if (statusCode === 404) throw noList(provider);
    throw modelError(new APICallError(failed), place);
  }
  const { data, models } = readList(body) ?? {};
  if (data === undefined && models === undefined) throw noList(provider);
  const names = [
    ...(data ?? []).map(({ id }) => id),
    ...(models ?? []).map(({ name }) => name.replace(/^models\//u, '')),
  ];
  return names.toSorted().slice(0, maxModels);
}

function headersOf({ kind, apiKey }: ModelProvider): Record<string, string> {
  if (apiKey === null) return {};
  if (kind === 'anthropic') return { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' };
  return kind === 'google' ? { 'x-goog-api-key': apiKey } : { authorization: `Bearer ${apiKey}` };
}

function readList(body: string): z.infer<typeof answerSchema> | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(body)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function noList(provider: ModelProvider): AppError {
  return new AppError(
    'MODEL_FAILED',
    `What answers at ${baseUrlOf(provider)} has no list of models. Check the address; it often ends with /v1.`,
    { blame: 'environment', details: { provider: provider.id } },
  );
}
