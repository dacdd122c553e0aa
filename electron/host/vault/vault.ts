// This author's secrets, outside of every project: AES-256-GCM in one file, the key in another that only they may read.
// Invariants: a secret is bound to its name, so entries cannot be swapped; files are written whole and with mode 0600;
// no secret and no key is in an error. The key may come from the operating system instead (`keyFrom`).
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';

export interface Vault {
  /** Undefined when there is none. Throws VAULT_UNREADABLE and STORAGE_FAILED, as all of these do. */
  read(name: string): string | undefined;
  has(name: string): boolean;
  write(name: string, secret: string): void;
  delete(name: string): void;
}

const base64 = z.base64();
const vaultSchema = z.object({
  version: z.literal(1),
  secrets: z.record(z.string(), z.object({ iv: base64, tag: base64, data: base64 })),
});
type Secrets = z.infer<typeof vaultSchema>['secrets'];

const cipher = 'aes-256-gcm';
const keyBytes = 32;

export function openVault(folder: string, keyFrom: () => Buffer = () => keyOfFile(folder)): Vault {
  const path = join(folder, 'vault.json');

  const load = (): Secrets => {
    if (!existsSync(path)) return {};
    try {
      return vaultSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).secrets;
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) throw unreadable(path);
      throw storageError(error, 'The vault could not be read');
    }
  };

  const save = (secrets: Secrets): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writeFileWhole(path, `${JSON.stringify({ version: 1, secrets })}\n`, 0o600);
    } catch (error) {
      throw storageError(error, 'The vault could not be saved');
    }
  };

  return {
    has: (name) => Object.hasOwn(load(), name),
    read(name) {
      const secrets = load();
      const entry = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (entry === undefined) return undefined;
      const key = keyFrom();
      try {
        const decipher = createDecipheriv(cipher, key, Buffer.from(entry.iv, 'base64'), {
          authTagLength: 16,
        });
        decipher.setAAD(Buffer.from(name));
        decipher.setAuthTag(Buffer.from(entry.tag, 'base64'));
        return decipher.update(entry.data, 'base64', 'utf8') + decipher.final('utf8');
      } catch (cause) {
        throw unreadable(path, cause);
      }
    },
    write(name, secret) {
      const iv = randomBytes(12);
      const encipher = createCipheriv(cipher, keyFrom(), iv, { authTagLength: 16 });
      encipher.setAAD(Buffer.from(name));
      const data = encipher.update(secret, 'utf8', 'base64') + encipher.final('base64');
      const tag = encipher.getAuthTag().toString('base64');
      save({ ...load(), [name]: { iv: iv.toString('base64'), tag, data } });
    },
    delete(name) {
      const { [name]: deleted, ...rest } = load();
      if (deleted !== undefined) save(rest);
    },
  };
}

/** The key beside the vault; made when first needed. */
function keyOfFile(folder: string): Buffer {
  const path = join(folder, 'vault.key');
  try {
    if (!existsSync(path)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Whoever comes second reads what the first one wrote.
      writeFileSync(path, randomBytes(keyBytes).toString('base64'), { flag: 'wx', mode: 0o600, flush: true });
    }
  } catch (error) {
    if (!existsSync(path)) throw storageError(error, 'The key of the vault could not be saved');
  }
  let key: Buffer;
  try {
    key = Buffer.from(readFileSync(path, 'utf8'), 'base64');
  } catch (error) {
    throw storageError(error, 'The key of the vault could not be read');
  }
  if (key.length !== keyBytes) throw unreadable(path);
  return key;
}

function unreadable(path: string, cause?: unknown): AppError {
  return new AppError(
    'VAULT_UNREADABLE',
    'Your saved keys cannot be read: their file is damaged, or was written with another key. Put it back from a backup, or delete it and enter the keys again.',
    { blame: 'environment', details: { path }, cause },
  );
}
