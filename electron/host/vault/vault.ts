// This author's secrets, outside of every project: AES-256-GCM in one file, the key of it as `vault-key.ts` keeps it.
// Invariants: a secret is bound to its name, so entries cannot be swapped; the file is written whole, with mode 0600, and
// under a lock after it was read again, so processes that write at once lose nothing; no secret is in an error.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyProtection } from '#shared/ipc/model-providers.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';
import { type KeyStore, openVaultKeys, unreadable } from './vault-key.ts';
import { withVaultLock } from './with-vault-lock.ts';

export interface Vault {
  /** Undefined when there is none. Rejects with VAULT_UNREADABLE, VAULT_LOCKED and STORAGE_FAILED, as all of these do. */
  read(name: string): Promise<string | undefined>;
  has(name: string): boolean;
  write(name: string, secret: string): Promise<void>;
  delete(name: string): void;
  /** For keys that cannot be read any more. */
  forgetAll(): void;
  protection(): Promise<KeyProtection>;
}

const base64 = z.base64();
const vaultSchema = z.object({
  version: z.literal(1),
  secrets: z.record(z.string(), z.object({ iv: base64, tag: base64, data: base64 })),
});
type Secrets = z.infer<typeof vaultSchema>['secrets'];
type Entry = Secrets[string];

const cipher = 'aes-256-gcm';
const authTagLength = 16;

export function openVault(folder: string, store?: KeyStore): Vault {
  const path = join(folder, 'vault.json');
  const keys = openVaultKeys(folder, store);

  const load = (): Secrets => {
    if (!existsSync(path)) return {};
    try {
      return vaultSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).secrets;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) throw unreadable(path);
      throw storageError(error, 'Your saved keys could not be read');
    }
  };

  const save = (secrets: Secrets): void => {
    try {
      writeFileWhole(path, `${JSON.stringify({ version: 1, secrets })}\n`, 0o600);
    } catch (error) {
      throw storageError(error, 'Your keys could not be saved');
    }
  };

  return {
    has: (name) => Object.hasOwn(load(), name),
    async read(name) {
      const secrets = load();
      const entry = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (entry === undefined) return undefined;
      const { key } = await keys.current();
      try {
        return decrypt(key, name, entry);
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
    async write(name, secret) {
      for (;;) {
        const { key, from } = await keys.current();
        const isWritten = withVaultLock(folder, () => {
          if (keys.source() !== from) return false;
          save({ ...load(), [name]: encrypt(key, name, secret) });
          return true;
        });
        if (isWritten) return;
      }
    },
    delete(name) {
      if (!existsSync(path)) return;
      withVaultLock(folder, () => {
        const { [name]: deleted, ...rest } = load();
        if (deleted !== undefined) save(rest);
      });
    },
    forgetAll() {
      withVaultLock(folder, () => {
        rmSync(path, { force: true });
        keys.forget();
      });
    },
    protection: () => keys.protection(),
  };
}

function encrypt(key: Buffer, name: string, secret: string): Entry {
  const iv = randomBytes(12);
  const encipher = createCipheriv(cipher, key, iv, { authTagLength });
  encipher.setAAD(Buffer.from(name));
  const data = encipher.update(secret, 'utf8', 'base64') + encipher.final('base64');
  return { iv: iv.toString('base64'), tag: encipher.getAuthTag().toString('base64'), data };
}

function decrypt(key: Buffer, name: string, { iv, tag, data }: Entry): string {
  const decipher = createDecipheriv(cipher, key, Buffer.from(iv, 'base64'), { authTagLength });
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  return decipher.update(data, 'base64', 'utf8') + decipher.final('utf8');
}
