// The demo services from within the app, so that a preset that acts can be tried without a terminal.
// Invariants: started when a person asks for it, at most once, and over with the host; only demo integrations get its key.
import { startDemoServices } from '#shared/demo-services/demo-services.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { demo, demoKey } from '#shared/model/integration-presets/demo.ts';
import type { Handlers } from '../handlers/handler.ts';
import type { PreferencesFile } from '../preferences.ts';
import type { Integrations } from './integrations.ts';

interface DemoArea {
  readonly handlers: Handlers<'demo.start'>;
  close(): Promise<void>;
}

export function createDemoArea(
  integrations: Pick<Integrations, 'saveSecret' | 'status'>,
  preferences: PreferencesFile,
): DemoArea {
  let running: Promise<AsyncDisposable | undefined> | undefined;
  return {
    handlers: {
      async 'demo.start'(_request, context) {
        running ??= start();
        try {
          await running;
        } catch (error) {
          running = undefined;
          throw error;
        }
        preferences.change({ allowsLocalAddresses: true });
        const document = context.hold().project.document();
        for (const { id, preset } of document.integrations) {
          if (preset === demo.id) await integrations.saveSecret(document, id, demoKey);
        }
        return await integrations.status(document);
      },
    },
    async close() {
      await (await running)?.[Symbol.asyncDispose]();
    },
  };
}

/** Undefined when they run already, in another window's host or in a terminal. */
async function start(): Promise<AsyncDisposable | undefined> {
  try {
    return await startDemoServices();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
    throw new AppError('INTERNAL', 'The demo services could not be started on this computer.', {
      cause: error,
    });
  }
}
