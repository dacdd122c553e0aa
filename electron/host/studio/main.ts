// The studio's process: the host, serving the built window to a browser. Started and kept alive by `npm start`.
// Invariant: it ends when its supervisor does, after closing what is open.
import { join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { createHost } from '../dispatcher.ts';
import { serveStudio, type Studio } from './serve-studio.ts';
import { type FromStudio, toStudioSchema } from './supervisor-protocol.ts';

const host = createHost({ shell: 'browser' });
let studio: Studio | undefined;

function tell(message: FromStudio): void {
  // The supervisor may have gone meanwhile; then this process is about to end as well.
  process.send?.(message, undefined, undefined, (error) => {
    if (error !== null && process.connected) report(error);
  });
}

function report(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

async function end(): Promise<void> {
  await studio?.close();
  await host.close();
  process.exit();
}

process.on('message', (raw) => {
  const message = toStudioSchema.parse(raw);
  if (message.type === 'token') {
    studio?.setToken(message.token);
    return;
  }
  serveStudio({
    ...message,
    host,
    page: join(import.meta.dirname, '../../../out/renderer'),
    onTokenUsed: () => tell({ type: 'token-used' }),
    onError: report,
  }).then(
    (serving) => {
      studio = serving;
      tell({ type: 'listening', port: serving.port });
    },
    (error: unknown) => tell({ type: 'failed', message: AppError.from(error).message }),
  );
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.once(signal, () => void end());
}
tell({ type: 'hello' });
