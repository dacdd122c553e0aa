// The runtime as a program: `npm run runtime`, and its commands backup and restore.
// Invariant: a first signal lets turns end, a second one ends at once; nothing accepted is lost by either.
import { AppError } from '#shared/errors/app-error.ts';
import { backUp, restore } from './storage/backup.ts';
import { openRuntime } from './runtime.ts';
import { readSettings } from './settings.ts';

const usage = `Usage: npm run runtime                    serves; PORT, HOST, DIALOGRAM_DATA say where
       npm run runtime -- backup FOLDER   copies the data, also while it is served
       npm run runtime -- restore FOLDER  puts a backup in the place of the data, while it is not served
`;

async function main([command, folder, ...rest]: readonly string[]): Promise<void> {
  const settings = readSettings(process.env);
  if (command === undefined) {
    const runtime = await openRuntime({ settings });
    if (runtime.adminKey !== undefined) {
      process.stdout.write(`\nThe admin key, which is shown this once: ${runtime.adminKey}\n\n`);
    }
    process.stdout.write(`Dialogram runtime on ${runtime.url}, data in ${settings.DIALOGRAM_DATA}\n`);
    endOnSignals(() => runtime.close());
    return;
  }
  if ((command !== 'backup' && command !== 'restore') || folder === undefined || rest.length > 0) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const said = await (command === 'backup' ? backUp : restore)(settings.DIALOGRAM_DATA, folder);
  process.stdout.write(`${said}\n`);
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

main(process.argv.slice(2)).catch(fail);
