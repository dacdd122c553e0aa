// What stands for the computer's key store in tests: it opens only what it sealed itself.
import type { KeyStore } from '#host/vault/vault-key.ts';

/** Another `password`, another key store. */
export function keyStoreOf(password = 'a'): KeyStore {
  const mark = `sealed-by-${password}:`;
  return {
    seal: (text) => Promise.resolve(Buffer.from(mark + text).toString('base64url')),
    open(sealed) {
      const text = Buffer.from(sealed, 'base64url').toString();
      return Promise.resolve(text.startsWith(mark) ? text.slice(mark.length) : null);
    },
  };
}

/** A computer that has none. */
export const noKeyStore: KeyStore = { seal: () => Promise.resolve(null), open: () => Promise.resolve(null) };
