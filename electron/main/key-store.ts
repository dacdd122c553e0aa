// The computer's key store, for the host: it seals the key of the author's secrets.
// Invariants: a store that only looks like one (Linux without a keyring: a password that everybody knows) counts as none;
// what cannot be opened is null, never an error with its content.
import { safeStorage } from 'electron';
import type { RelayFromHost, RelayToHost } from '#shared/ipc/relay.ts';

type Question = Extract<RelayFromHost, { type: 'key-store' }>;

export function askKeyStore({ requestId, does, text }: Question): RelayToHost {
  return { type: 'key-store', requestId, text: isKeyStore() ? tryTo(does, text) : null };
}

function isKeyStore(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  // Electron told whether it has one before it told which.
  const { getSelectedStorageBackend: backend }: Partial<typeof safeStorage> = safeStorage;
  return (
    backend === undefined || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
  );
}

function tryTo(does: 'seal' | 'open', text: string): string | null {
  try {
    return does === 'seal'
      ? safeStorage.encryptString(text).toString('base64')
      : safeStorage.decryptString(Buffer.from(text, 'base64'));
  } catch (error) {
    process.stderr.write(`The key store refused: ${error instanceof Error ? error.name : 'unknown'}\n`);
    return null;
  }
}
