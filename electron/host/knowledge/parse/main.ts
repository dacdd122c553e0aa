// The process that reads files of strangers: it has no rights but reading its own code, and is killed when it takes too long.
// Invariants: one answer for each request, in order; it ends itself when it holds more memory than it is given, or nobody waits for it any more.
import { watchProcess } from '#shared/drivers/process-watch.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { damagedFile } from './file-errors.ts';
import { readRequestSchema, type ReadAnswer } from './protocol.ts';
import { readFile } from './read-document.ts';

async function answer(raw: unknown): Promise<ReadAnswer> {
  const { id, file } = readRequestSchema.parse(raw);
  try {
    return { id, read: await readFile(file) };
  } catch (thrown) {
    // Whatever else a parser throws, it is the file that it cannot cope with.
    const { code, message, blame } = AppError.is(thrown) ? thrown : damagedFile('readable', thrown);
    return { id, error: { code, message, blame, details: {} } };
  }
}

await watchProcess(Number(process.argv[2]));

process.on('message', (raw) => {
  void answer(raw).then((made) => process.send?.(made));
});
process.once('disconnect', () => process.exit());
