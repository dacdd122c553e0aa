// A service that runs models, as its author set it up. The key comes from the vault and is never written anywhere else.
import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider';
import { assertNever } from '#shared/util/assert-never.ts';

export const providerKinds = ['openai', 'anthropic', 'google', 'openai-compatible'] as const;

export interface ModelProvider {
  /** The first part of a model's name: `openai` in `openai/gpt-5`. */
  readonly id: string;
  readonly kind: (typeof providerKinds)[number];
  /** Ends before `/chat/completions` and the like; null = the provider's own. */
  readonly baseUrl: string | null;
  /** Servers of one's own often need none. */
  readonly apiKey: string | null;
  /** For one answer, with all attempts; default: `AskLimits`. */
  readonly timeoutMs?: number;
}

const ownBaseUrls = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com/v1',
  google: 'https://generativelanguage.googleapis.com/v1beta',
  'openai-compatible': 'http://localhost:11434/v1',
} as const;

export function baseUrlOf({ kind, baseUrl }: ModelProvider): string {
  return (baseUrl ?? ownBaseUrls[kind]).replace(/\/+$/u, '');
}

export function needsKey({ kind, apiKey }: ModelProvider): boolean {
  return kind !== 'openai-compatible' && (apiKey === null || apiKey === '');
}

/** Stays at the address that the key is for: other headers than `authorization` would be sent along to wherever a server leads. */
export const fetchHere: typeof fetch = (input, init) => fetch(input, { ...init, redirect: 'manual' });

/** A model of a provider. Packages are loaded when first used: most runs need none. */
export async function openModel(provider: ModelProvider, name: string): Promise<LanguageModelV4> {
  const { kind, id } = provider;
  const settings = settingsOf(provider);
  switch (kind) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI(settings)(name);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(name);
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings)(name);
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ ...settings, name: id, includeUsage: true })(name);
    }
    default:
      return assertNever(kind);
  }
}

/** One that tells what texts mean; null when the provider has none. */
export async function openEmbeddingModel(
  provider: ModelProvider,
  name: string,
): Promise<EmbeddingModelV4 | null> {
  const { kind, id } = provider;
  const settings = settingsOf(provider);
  switch (kind) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI(settings).embeddingModel(name);
    }
    case 'anthropic':
      return null;
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google');
      return createGoogle(settings).embeddingModel(name);
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ ...settings, name: id }).embeddingModel(name);
    }
    default:
      return assertNever(kind);
  }
}

const settingsOf = (provider: ModelProvider) => ({
  baseURL: baseUrlOf(provider),
  fetch: fetchHere,
  ...(provider.apiKey === null ? {} : { apiKey: provider.apiKey }),
});
