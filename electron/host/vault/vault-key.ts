// The key that the vault is encrypted with. `vault.key` holds it as it is, readable by this person alone; where the computer
// has a key store, `vault.key.sealed` holds it as that key store made it.
// Invariants: the key stays the same when it is sealed, so no secret is ever written anew; `vault.key` goes only after the
// sealed one is on the disk and was opened once, so a process that is killed at any moment loses nothing; files are
// changed under the vault's lock; nothing of a key is in an error.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import type { KeyProtection } from '#shared/ipc/model-providers.ts';
import { storageError } from '../project/storage-error.ts';
import { writeFileWhole } from '../write-file-whole.ts';
import { withVaultLock } from './with-vault-lock.ts';

/** The computer's own key store, such as a keychain. Null where it has none, or cannot open what it is given. */
export interface KeyStore {
  seal(text: string): Promise<string | null>;
  open(sealed: string): Promise<string | null>;
}

export interface VaultKey {
  readonly key: Buffer;
  /** What the file held that the key came from. */
  readonly from: string;
}

export interface VaultKeys {
  /** Made when there is none; sealed when there is a key store. Rejects with VAULT_UNREADABLE, VAULT_LOCKED, STORAGE_FAILED. */
  current(): Promise<VaultKey>;
  /** `from` of the key that counts now; another one after the key was sealed or thrown away. */
  source(): string | undefined;
  protection(): Promise<KeyProtection>;
  /** Throws the key away, and with it what was encrypted with it. Call it under the lock. */
  forget(): void;
}

interface KeyFiles {
  readonly plain: string | undefined;
  readonly sealed: string | undefined;
}

const keyBytes = 32;

/** `store`: only Electron has one. */
export function openVaultKeys(folder: string, store?: KeyStore): VaultKeys {
  const plainPath = join(folder, 'vault.key');
  const sealedPath = join(folder, 'vault.key.sealed');
  let opened: { readonly sealed: string; readonly plain: string } | undefined;

  const files = (): KeyFiles => ({ plain: readIfThere(plainPath), sealed: readIfThere(sealedPath) });
  const isAsItWas = (before: KeyFiles): boolean => {
    const now = files();
    return now.plain === before.plain && now.sealed === before.sealed;
  };

  /** Undefined when something else happened to the files meanwhile. */
  const keepInFile = (before: KeyFiles): VaultKey | undefined =>
    withVaultLock(folder, () => {
      if (!isAsItWas(before)) return undefined;
      const plain = before.plain ?? randomBytes(keyBytes).toString('base64');
      if (before.plain === undefined) writeKey(plainPath, plain);
      return { key: keyOf(plain, plainPath), from: plain };
    });

  /** False when the key store cannot be used. */
  const seal = async (before: KeyFiles, by: KeyStore): Promise<boolean> => {
    const plain = before.plain ?? randomBytes(keyBytes).toString('base64');
    keyOf(plain, plainPath);
    const sealed = await by.seal(plain);
    if (sealed === null || (await by.open(sealed)) !== plain) return false;
    withVaultLock(folder, () => {
      if (!isAsItWas(before)) return;
      writeKey(sealedPath, sealed);
      rmSync(plainPath, { force: true });
    });
    return true;
  };

  const openSealed = async ({ sealed, plain }: KeyFiles & { sealed: string }): Promise<VaultKey> => {
    if (opened?.sealed !== sealed) {
      const text = (await store?.open(sealed)) ?? plain;
      if (text === undefined) throw store === undefined ? locked() : closed(sealedPath);
      opened = { sealed, plain: text };
    }
    const known = opened.plain;
    // Left behind by a process that was killed while it sealed the key.
    if (plain === known && store !== undefined) {
      withVaultLock(folder, () => {
        if (isAsItWas({ sealed, plain })) rmSync(plainPath, { force: true });
      });
    }
    return { key: keyOf(known, sealedPath), from: sealed };
  };

  return {
    async current() {
      for (;;) {
        const before = files();
        const { sealed } = before;
        if (sealed !== undefined) return openSealed({ ...before, sealed });
        if (store !== undefined && (await seal(before, store))) continue;
        const kept = keepInFile(before);
        if (kept !== undefined) return kept;
      }
    },
    source() {
      const { sealed, plain } = files();
      return sealed ?? plain;
    },
    async protection() {
      const { sealed, plain } = files();
      if (store === undefined) return sealed !== undefined && plain === undefined ? 'elsewhere' : 'file';
      return sealed !== undefined || (await store.seal('')) !== null ? 'key-store' : 'no-key-store';
    },
    forget() {
      opened = undefined;
      rmSync(sealedPath, { force: true });
      rmSync(plainPath, { force: true });
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch (error) {
    // Whoever seals the key takes the plain one away.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw storageError(error, 'The key of your saved keys could not be read');
  }
}

function writeKey(path: string, text: string): void {
  try {
    writeFileWhole(path, text, 0o600);
  } catch (error) {
    throw storageError(error, 'The key of your saved keys could not be saved');
  }
}

function keyOf(text: string, path: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== keyBytes) throw unreadable(path);
  return key;
}

export function unreadable(path: string, cause?: unknown): AppError {
  return new AppError(
    'VAULT_UNREADABLE',
    'Your saved keys cannot be read: their file is damaged, or was written with another key. Put it back from a backup, or forget all keys in Settings, Models, and enter the keys again.',
    { blame: 'environment', details: { path }, cause },
  );
}

function closed(path: string): AppError {
  return new AppError(
    'VAULT_UNREADABLE',
    'The key store of this computer does not open your saved keys. Unlock it and try again, or forget all keys in Settings, Models, and enter the keys again.',
    { blame: 'environment', details: { path } },
  );
}

function locked(): AppError {
  return new AppError(
    'VAULT_LOCKED',
    'Your saved keys are protected by the key store of this computer, which only Dialogram’s own window can open. Use that window, or give the key in the environment: DIALOGRAM_KEY_OPENAI for the provider “openai”.',
    { blame: 'environment' },
  );
}
