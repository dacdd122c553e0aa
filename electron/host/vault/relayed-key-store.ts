// The key store of Electron's main process, asked over the pipe. Invariant: one answer per question, in whatever order.
import type { RelayFromHost, RelayToHost } from '#shared/ipc/relay.ts';
import type { KeyStore } from './vault-key.ts';

type Answer = Extract<RelayToHost, { type: 'key-store' }>;

export interface RelayedKeyStore extends KeyStore {
  onAnswer(answer: Answer): void;
}

/** There is no time limit: a person may have to unlock the key store first. */
export function createRelayedKeyStore(tell: (message: RelayFromHost) => void): RelayedKeyStore {
  const waiting = new Map<number, (text: string | null) => void>();
  let lastId = 0;
  const ask = (does: 'seal' | 'open', text: string): Promise<string | null> =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      tell({ type: 'key-store', requestId: lastId, does, text });
    });
  return {
    seal: (text) => ask('seal', text),
    open: (sealed) => ask('open', sealed),
    onAnswer({ requestId, text }) {
      waiting.get(requestId)?.(text);
      waiting.delete(requestId);
    },
  };
}
