// The runtime as a program: `npm run runtime`, and its commands.
// Invariants: a first signal lets turns end, a second one ends at once; nothing accepted is lost by either; what it writes is for its
// own user alone.
import { resolve } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { forgetSecrets, newAdminKey } from './lost-keys.ts';
import { backUp, restore } from './storage/backup.ts';
import { openRuntime } from './runtime.ts';
import { readSettings, type Settings } from './settings.ts';

const usage = `Usage: npm run runtime                    serves; PORT, HOST, DIALOGRAM_DATA say where
       npm run runtime -- backup FOLDER   copies the data, also while it is served
     While it is not served:
       npm run runtime -- restore FOLDER  puts a backup in the place of the data
       npm run runtime -- new-admin-key   makes another key that may do everything, when all of them are lost
       npm run runtime -- forget-secrets  forgets what the master key does not open, when that one was lost
`;

async function main([command, ...given]: readonly string[]): Promise<void> {
  if (command === undefined) return serve(readSettings(process.env));
  const work = commandOf(command, given);
  if (work === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`${await work(readSettings(process.env))}\n`);
}

/** Undefined where it is none, or has too few or too many words. */
function commandOf(
  command: string,
  folders: readonly string[],
): ((settings: Settings) => string | Promise<string>) | undefined {
  const [folder] = folders;
  if (folder === undefined) {
    if (command === 'new-admin-key') return newAdminKey;
    return command === 'forget-secrets' ? forgetSecrets : undefined;
  }
  if (folders.length > 1 || (command !== 'backup' && command !== 'restore')) return undefined;
  const copy = command === 'backup' ? backUp : restore;
  return ({ DIALOGRAM_DATA }) => copy(DIALOGRAM_DATA, resolve(folder));
}

async function serve(settings: Settings): Promise<void> {
  const runtime = await openRuntime({ settings });
  if (runtime.adminKey !== undefined) {
    process.stdout.write(`\nThe admin key, which is shown this once: ${runtime.adminKey}\n\n`);
  }
  process.stdout.write(`Dialogram runtime on ${runtime.url}, data in ${settings.DIALOGRAM_DATA}\n`);
  endOnSignals(() => runtime.close());
}

function endOnSignals(close: () => Promise<void>): void {
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(1);
      isEnding = true;
      close().then(() => process.exit(0), fail);
    });
  }
}

function fail(thrown: unknown): void {
  const error = AppError.from(thrown);
  const trace = error.blame === 'bug' && error.cause instanceof Error ? `\n${error.cause.stack ?? ''}` : '';
  process.stderr.write(`${error.message}${trace}\n`);
  process.exit(1);
}

process.umask(0o077);
main(process.argv.slice(2)).catch(fail);
