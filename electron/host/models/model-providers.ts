// The model providers that this author set up: addresses in a file, keys in the vault.
// Invariants: a key goes in and never comes out to a window; it is kept under the address it was saved for, so it is sent to
// no other; the file is changed under the vault's lock after it was read again.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listModels } from '#shared/drivers/model/list-models.ts';
import type { ModelProvider } from '#shared/drivers/model/model-provider.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  type ModelProviderView,
  modelProviderSchema,
  type SaveModelProvider,
} from '#shared/ipc/model-providers.ts';
import { storageError } from '../project/storage-error.ts';
import type { Vault } from '../vault/vault.ts';
import { withVaultLock } from '../vault/with-vault-lock.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface ModelProviders {
  /** Throws STORAGE_FAILED and VAULT_UNREADABLE, as all of these do. */
  list(): readonly ModelProviderView[];
  /** The id of what was saved. Rejects with INVALID_INPUT. */
  save(provider: SaveModelProvider): Promise<string>;
  delete(id: string): void;
  /** For prompts; never for a window. */
  find(id: string): Promise<ModelProvider | undefined>;
  /** Tries out address and key, and keeps the list of models. Rejects with what a prompt would meet. */
  test(id: string, signal?: AbortSignal): Promise<void>;
}

const fileSchema = z.object({ providers: z.array(modelProviderSchema) });
type Stored = z.infer<typeof modelProviderSchema>;

const listTimeoutMs = 15_000;

const secretOf = ({ id, kind, baseUrl }: Pick<Stored, 'id' | 'kind' | 'baseUrl'>): string =>
  `model:${id}@${baseUrl ?? kind}`;

const variableOf = (id: string): string => `DIALOGRAM_KEY_${id.toUpperCase().replaceAll('-', '_')}`;

export function openModelProviders(
  folder: string,
  vault: Vault,
  environment: NodeJS.ProcessEnv = process.env,
): ModelProviders {
  const path = join(folder, 'model-providers.json');

  const load = (): readonly Stored[] => {
    if (!existsSync(path)) return [];
    try {
      return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).providers;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) throw damaged(path);
      throw storageError(error, 'The model providers could not be read');
    }
  };

  const change = (build: (providers: readonly Stored[]) => readonly Stored[]): void =>
    withVaultLock(folder, () => {
      const providers = build(load());
      try {
        writeFileWhole(path, `${JSON.stringify({ providers }, null, 2)}\n`);
      } catch (error) {
        throw storageError(error, 'The model providers could not be saved');
      }
    });

  const environmentKey = (id: string): string | undefined => environment[variableOf(id)]?.trim() || undefined;

  const viewOf = (provider: Stored): ModelProviderView => {
    if (environmentKey(provider.id) !== undefined) return { ...provider, key: 'environment' };
    return { ...provider, key: vault.has(secretOf(provider)) ? 'saved' : 'missing' };
  };

  const find = async (id: string): Promise<ModelProvider | undefined> => {
    const found = load().find((provider) => provider.id === id);
    if (found === undefined) return undefined;
    const apiKey = environmentKey(id) ?? (await vault.read(secretOf(found))) ?? null;
    const { kind, baseUrl, timeoutSeconds } = found;
    return { id, kind, baseUrl, apiKey, timeoutMs: timeoutSeconds * 1000 };
  };

  return {
    list: () => load().map(viewOf),
    async save({ key, id: given, ...settings }) {
      if (settings.kind === 'openai-compatible' && settings.baseUrl === null) {
        throw new AppError(
          'INVALID_INPUT',
          'A server of your own needs its address, for example http://localhost:11434/v1.',
        );
      }
      let saved: Stored | undefined;
      let before: Stored | undefined;
      change((providers) => {
        const id = given ?? freeId(settings.name, providers);
        before = providers.find((provider) => provider.id === id);
        const isSamePlace = before?.baseUrl === settings.baseUrl && before.kind === settings.kind;
        saved = { ...settings, id, models: isSamePlace ? (before?.models ?? []) : [] };
        const next = saved;
        if (before === undefined) return [...providers, next];
        return providers.map((provider) => (provider.id === id ? next : provider));
      });
      if (saved === undefined) throw new Error('Nothing was saved.');
      const secret = secretOf(saved);
      if (before !== undefined && secretOf(before) !== secret) vault.delete(secretOf(before));
      if (key === null) vault.delete(secret);
      else if (key !== undefined) await vault.write(secret, key);
      return saved.id;
    },
    delete(id) {
      const found = load().find((provider) => provider.id === id);
      if (found === undefined) return;
      vault.delete(secretOf(found));
      change((providers) => providers.filter((provider) => provider.id !== id));
    },
    find,
    async test(id, signal) {
      const provider = await find(id);
      if (provider === undefined) {
        throw new AppError('INVALID_INPUT', 'This provider was removed. Add it again.');
      }
      const { timeoutMs = listTimeoutMs } = provider;
      const models = await listModels(provider, {
        timeoutMs: Math.min(timeoutMs, listTimeoutMs),
        ...(signal === undefined ? {} : { signal }),
      });
      change((providers) =>
        providers.map((each) => (secretOf(each) === secretOf(provider) ? { ...each, models } : each)),
      );
    },
  };
}

/** From the name, so that an author recognises it in `my-server/model`. */
function freeId(name: string, taken: readonly Pick<Stored, 'id'>[]): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 30);
  const base = plain === '' || plain === 'simulator' ? 'provider' : plain.replace(/-+$/u, '');
  const isFree = (id: string): boolean => taken.every((other) => other.id !== id);
  if (isFree(base)) return base;
  let number = 2;
  while (!isFree(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

function damaged(path: string): AppError {
  return new AppError(
    'STORAGE_FAILED',
    `The list of model providers is damaged. Put it back from a backup, or delete it and add the providers again: ${path}.`,
    { blame: 'environment', details: { path } },
  );
}
