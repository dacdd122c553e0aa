// The model providers that this author set up: addresses in a file, keys in the vault.
// Invariants: a key goes in and never comes out to a window; it is sent to no other address than the one it was saved for.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { listModels } from '#shared/drivers/model/list-models.ts';
import { type ModelProvider, needsKey } from '#shared/drivers/model/model-provider.ts';
import { AppError } from '#shared/errors/app-error.ts';
import {
  type ModelProviderView,
  modelProviderSettingsSchema,
  type SaveModelProvider,
} from '#shared/ipc/model-providers.ts';
import { storageError } from '../project/storage-error.ts';
import type { Vault } from '../vault/vault.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface ModelProviders {
  list(): readonly ModelProviderView[];
  /** Throws INVALID_INPUT, STORAGE_FAILED and VAULT_UNREADABLE. */
  save(provider: SaveModelProvider): void;
  delete(id: string): void;
  /** For prompts; never for a window. */
  find(id: string): ModelProvider | undefined;
  /** Tries out address and key. Rejects with what a prompt would meet. */
  test(id: string): Promise<readonly string[]>;
}

const fileSchema = z.object({ providers: z.array(modelProviderSettingsSchema) });
type Settings = z.infer<typeof modelProviderSettingsSchema>;

const secretOf = (id: string): string => `model:${id}`;

export function openModelProviders(folder: string, vault: Vault): ModelProviders {
  const path = join(folder, 'model-providers.json');

  const load = (): Settings[] => {
    if (!existsSync(path)) return [];
    try {
      return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).providers;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return [];
      throw storageError(error, 'The model providers could not be read');
    }
  };

  const store = (providers: readonly Settings[]): void => {
    try {
      mkdirSync(folder, { recursive: true });
      writeFileWhole(path, `${JSON.stringify({ providers }, null, 2)}\n`);
    } catch (error) {
      throw storageError(error, 'The model providers could not be saved');
    }
  };

  const find = (id: string): ModelProvider | undefined => {
    const settings = load().find((provider) => provider.id === id);
    return settings && { ...settings, apiKey: vault.read(secretOf(id)) ?? null };
  };

  return {
    list: () => load().map((provider) => ({ ...provider, hasKey: vault.has(secretOf(provider.id)) })),
    save({ key, ...settings }) {
      if (settings.kind === 'openai-compatible' && settings.baseUrl === null) {
        throw new AppError(
          'INVALID_INPUT',
          'A server of your own needs its address, for example http://localhost:11434/v1.',
        );
      }
      const others = load();
      const before = others.find(({ id }) => id === settings.id);
      const isElsewhere = before?.baseUrl !== settings.baseUrl || before.kind !== settings.kind;
      if (isElsewhere) vault.delete(secretOf(settings.id));
      store([...others.filter(({ id }) => id !== settings.id), settings]);
      if (key !== undefined) vault.write(secretOf(settings.id), key);
    },
    delete(id) {
      vault.delete(secretOf(id));
      store(load().filter((provider) => provider.id !== id));
    },
    find,
    async test(id) {
      const provider = find(id);
      if (provider === undefined || needsKey(provider)) {
        throw new AppError(
          'MODEL_NO_KEY',
          `There is no key for “${id}”. Add it, then test the connection again.`,
          {
            details: { provider: id },
          },
        );
      }
      return listModels(provider);
    },
  };
}
