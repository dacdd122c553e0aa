// Failures of a provider as errors that say what to do.
// Invariant: no key in a message: what a server says about a key is not passed on, and the key is cut out of the rest.
import { APICallError } from '@ai-sdk/provider';
import { shorten } from '#shared/model/words.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/error-codes.ts';
import type { ModelProvider } from './model-provider.ts';

export interface ModelPlace {
  readonly provider: ModelProvider;
  /** The model's name; empty when models are listed. */
  readonly name: string;
}

/** Failures that another attempt may not meet. */
export function isPassing(thrown: unknown): boolean {
  if (!APICallError.isInstance(thrown)) return false;
  const { statusCode, responseBody = '' } = thrown;
  if (statusCode === undefined) return true;
  return (statusCode === 429 && !/insufficient_quota/u.test(responseBody)) || statusCode >= 500;
}

/** How long the server asks to wait, in milliseconds. */
export function retryAfter(thrown: unknown, now: number): number | undefined {
  const header = APICallError.isInstance(thrown) ? thrown.responseHeaders?.['retry-after'] : undefined;
  if (header === undefined) return undefined;
  const wait = /^\d+(?:\.\d+)?$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

export function modelError(thrown: unknown, place: ModelPlace): AppError {
  if (AppError.is(thrown)) return thrown;
  const { provider, name } = place;
  const fail = (code: ErrorCode, message: string): AppError =>
    new AppError(code, message, {
      blame: 'environment',
      details: { provider: provider.id, model: name },
      cause: thrown,
    });
  if (APICallError.isInstance(thrown) && isRedirect(thrown)) {
    return fail(
      'MODEL_UNREACHABLE',
      `“${provider.id}” is not at ${hostOf(thrown.url)}: the server there sends elsewhere, where the key is not meant for. Write the address where the models are in the settings of models.`,
    );
  }
  if (!APICallError.isInstance(thrown) || (thrown.statusCode ?? 400) < 400) {
    const words = said(thrown instanceof Error ? thrown.message : JSON.stringify(thrown), provider);
    return fail(
      'MODEL_FAILED',
      `“${provider.id}” broke off its answer${words}. Try again, or take another model.`,
    );
  }
  const { statusCode, responseBody = '', message } = thrown;
  const words = said(message, provider);
  if (statusCode === undefined) {
    return fail(
      'MODEL_UNREACHABLE',
      `“${provider.id}” cannot be reached at ${hostOf(thrown.url)}. Check the address and the network, and whether the server runs.`,
    );
  }
  if (
    statusCode === 401 ||
    statusCode === 403 ||
    /api[ _]key not valid|invalid[ _]api[ _]key/iu.test(responseBody)
  ) {
    return fail(
      'MODEL_KEY_REFUSED',
      `“${provider.id}” refused the key. Check it in the settings of models, or make a new one.`,
    );
  }
  if (
    /context.{0,5}length|too long|maximum context|too many tokens|exceeds the maximum/iu.test(responseBody) ||
    statusCode === 413
  ) {
    return fail(
      'MODEL_CONTEXT_TOO_LONG',
      `The prompt is too long for “${name}”. Send fewer messages, shorten the texts, or take a model with a larger context.`,
    );
  }
  if (statusCode === 404 || /model_not_found|unknown model/iu.test(responseBody)) {
    return fail('MODEL_UNKNOWN', `“${provider.id}” has no model “${name}”. Choose one of its list.`);
  }
  // 503 and Anthropic's 529: overloaded.
  if ([429, 503, 529].includes(statusCode)) {
    return fail(
      'MODEL_BUSY',
      `“${provider.id}” takes no more requests now${words}. Wait a while, or raise the limit of your account.`,
    );
  }
  if (/content_filter|content policy/iu.test(responseBody)) return refused(place);
  return fail(
    'MODEL_FAILED',
    `“${provider.id}” answered with an error (${statusCode})${words}. Try again, or take another model.`,
  );
}

export function refused({ provider, name }: ModelPlace): AppError {
  return new AppError(
    'MODEL_REFUSED',
    `“${name}” refuses to answer this conversation. Change the role or the rules, take another model, or connect “error”.`,
    { blame: 'environment', details: { provider: provider.id, model: name } },
  );
}

export function tooSlow({ provider, name }: ModelPlace, timeoutMs: number): AppError {
  const seconds = Math.round(timeoutMs / 1000);
  const who = name === '' ? provider.id : name;
  return new AppError(
    'MODEL_TIMEOUT',
    `“${who}” did not answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}. Try again, allow more time in the settings of models, or take a faster model.`,
    { blame: 'environment', details: { provider: provider.id, model: name } },
  );
}

const isRedirect = ({ statusCode = 0 }: APICallError): boolean => statusCode >= 300 && statusCode < 400;

function said(words: string | undefined, { apiKey }: ModelProvider): string {
  const safe = apiKey === null || apiKey === '' ? words : words?.replaceAll(apiKey, '…');
  return safe === undefined || safe.trim() === '' ? '' : `: ${shorten(safe, 200).replace(/\.$/u, '')}`;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'its address';
}
