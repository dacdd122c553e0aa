// The model providers as the host keeps them, and the tests of their connections that run.
// Invariants: no key is ever here; what is shown of a provider is what the host answered last; one test of a provider at a
// time.
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelResponse } from '#shared/ipc/channels.ts';
import type { KeyProtection, ModelProviderView, SaveModelProvider } from '#shared/ipc/model-providers.ts';
import { host } from '../state/host.ts';
import { canAnswer } from './model-choices.ts';

export type ConnectionTest =
  | { readonly state: 'running' }
  | { readonly state: 'passed' }
  | { readonly state: 'failed'; readonly error: AppError };

interface ModelsState {
  /** Null until the host answered. */
  readonly providers: readonly ModelProviderView[] | null;
  readonly protection: KeyProtection;
  /** Why the providers are not known. */
  readonly error: AppError | null;
  /** By the provider's id, of this window. */
  readonly tests: ReadonlyMap<string, ConnectionTest>;
}

export const useModels = create<ModelsState>(() => ({
  providers: null,
  protection: 'file',
  error: null,
  tests: new Map(),
}));

const running = new Map<string, AbortController>();

export async function loadModels(): Promise<void> {
  try {
    take(await host.invoke('model-providers.list', {}));
  } catch (thrown) {
    useModels.setState({ error: AppError.from(thrown) });
  }
}

/** Resolves with the id of what was saved; rejects with why it was not. */
export async function saveProvider(provider: SaveModelProvider): Promise<string> {
  const saved = await host.invoke('model-providers.save', provider);
  setTest(saved.id, undefined);
  take(saved);
  return saved.id;
}

export async function deleteProvider(id: string): Promise<void> {
  cancelTest(id);
  setTest(id, undefined);
  take(await host.invoke('model-providers.delete', { id }));
}

export async function forgetKeys(): Promise<void> {
  take(await host.invoke('model-providers.forgetKeys', {}));
}

/** Tries out address and key; how it went is in `tests`, the list of models in `providers`. */
export async function testProvider(id: string): Promise<void> {
  cancelTest(id);
  const controller = new AbortController();
  running.set(id, controller);
  setTest(id, { state: 'running' });
  const isCurrent = (): boolean => running.get(id) === controller;
  try {
    const answer = await host.invoke('model-providers.test', { id }, { signal: controller.signal });
    if (!isCurrent()) return;
    take(answer);
    setTest(id, { state: 'passed' });
  } catch (thrown) {
    if (isCurrent()) setTest(id, { state: 'failed', error: AppError.from(thrown) });
  } finally {
    if (isCurrent()) running.delete(id);
  }
}

export function cancelTest(id: string): void {
  const controller = running.get(id);
  if (controller === undefined) return;
  running.delete(id);
  setTest(id, undefined);
  controller.abort();
}

/** Asks for lists that this window has not asked for yet. */
export async function refreshLists(): Promise<void> {
  await loadModels();
  const { providers, tests } = useModels.getState();
  const asked = (providers ?? []).filter((provider) => !tests.has(provider.id) && canAnswer(provider));
  await Promise.all(asked.map(({ id }) => testProvider(id)));
}

function take({ providers, protection }: ChannelResponse<'model-providers.list'>): void {
  useModels.setState({ providers, protection, error: null });
}

function setTest(id: string, test: ConnectionTest | undefined): void {
  const tests = new Map(useModels.getState().tests);
  if (test === undefined) tests.delete(id);
  else tests.set(id, test);
  useModels.setState({ tests });
}
