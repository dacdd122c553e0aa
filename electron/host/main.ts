// The host as a child of Electron's main process: relays frames between its pipe and the host's connections.
// Invariant: it ends with its parent, after closing what is open.
import { AppError } from '#shared/errors/app-error.ts';
import { type RelayFromHost, relayToHostSchema } from '#shared/ipc/relay.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import { createHost } from './dispatcher.ts';
import type { Connection } from './host.ts';
import { createRelayedKeyStore } from './vault/relayed-key-store.ts';

const keyStore = createRelayedKeyStore(tell);
const host = createHost({ shell: 'electron', keyStore });
const connections = new Map<number, Connection>();

function tell(message: RelayFromHost): void {
  if (process.connected) process.send?.(message);
}

function take(raw: unknown): void {
  const message = relayToHostSchema.parse(raw);
  if (message.type === 'key-store') return keyStore.onAnswer(message);
  const { connectionId } = message;
  switch (message.type) {
    case 'open':
      connections.set(
        connectionId,
        host.connect((frame) => tell({ type: 'frame', connectionId, frame })),
      );
      return;
    case 'frame':
      connections.get(connectionId)?.receive(message.frame);
      return;
    case 'close':
      connections.get(connectionId)?.close();
      connections.delete(connectionId);
      return;
    default:
      assertNever(message);
  }
}

async function end(): Promise<void> {
  await host.close();
  process.exit();
}

process.on('message', (raw) => {
  try {
    take(raw);
  } catch (error) {
    process.stderr.write(`${AppError.from(error).message}\n`);
  }
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.once(signal, () => void end());
}
tell({ type: 'ready' });
