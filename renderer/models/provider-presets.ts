// Services and servers that a provider can be added for, with what is known about them.
import type { ModelProviderView } from '#shared/ipc/model-providers.ts';
import { parseUrl } from '../ui/parse-url.ts';

export interface ProviderPreset {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: ModelProviderView['kind'];
  /** Null = the provider's own. */
  readonly baseUrl: string | null;
  /** Where a key is made. */
  readonly keysAt?: string;
  /** What has to run or be set for it to answer. */
  readonly advice?: string;
}

export const providerPresets: readonly ProviderPreset[] = [
  {
    id: 'openai',
    label: 'OpenAI',
    detail: 'GPT models',
    kind: 'openai',
    baseUrl: null,
    keysAt: 'https://platform.openai.com/api-keys',
  },
  {
    id: 'anthropic',
    label: 'Anthropic',
    detail: 'Claude models',
    kind: 'anthropic',
    baseUrl: null,
    keysAt: 'https://console.anthropic.com/settings/keys',
  },
  {
    id: 'google',
    label: 'Google',
    detail: 'Gemini models',
    kind: 'google',
    baseUrl: null,
    keysAt: 'https://aistudio.google.com/apikey',
  },
  {
    id: 'ollama',
    label: 'Ollama',
    detail: 'On this computer',
    kind: 'openai-compatible',
    baseUrl: 'http://localhost:11434/v1',
    advice: 'Start Ollama and get a model first, for example with “ollama pull qwen3”.',
  },
  {
    id: 'lm-studio',
    label: 'LM Studio',
    detail: 'On this computer',
    kind: 'openai-compatible',
    baseUrl: 'http://localhost:1234/v1',
    advice: 'Start its server in LM Studio, under Developer.',
  },
  {
    id: 'vllm',
    label: 'vLLM',
    detail: 'On your own server',
    kind: 'openai-compatible',
    baseUrl: 'http://localhost:8000/v1',
    advice:
      'Start vLLM with --enable-auto-tool-choice and a --tool-call-parser, so that models can choose tools.',
  },
  {
    id: 'other',
    label: 'Another server',
    detail: 'Speaks OpenAI’s API',
    kind: 'openai-compatible',
    baseUrl: '',
  },
];

/** The one that a provider was most likely added with. */
export function presetOf({ kind, baseUrl }: Pick<ModelProviderView, 'kind' | 'baseUrl'>): ProviderPreset {
  const same = providerPresets.filter((preset) => preset.kind === kind);
  const found =
    same.find((preset) => preset.baseUrl === baseUrl) ?? same.at(kind === 'openai-compatible' ? -1 : 0);
  if (found === undefined) throw new Error(`There is no preset for ${kind}.`);
  return found;
}

/** An address as people write it: `localhost:11434/v1/`. Null when it is none. */
export function readAddress(text: string): string | null {
  const trimmed = text.trim().replace(/\/+$/u, '');
  const address = /^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`;
  return /^https?:$/u.test(parseUrl(address)?.protocol ?? '') ? address : null;
}

/** Whether others on the way could read what is sent there. */
export function isReadableOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  return protocol === 'http:' && !isHere;
}
