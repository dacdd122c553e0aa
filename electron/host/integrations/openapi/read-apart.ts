// Reads OpenAPI documents, each in a process of its own: one that hangs or eats memory costs that document alone.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { TakenOperation } from '#shared/ipc/integrations.ts';
import { invalid } from './document.ts';
import { openApiAnswerSchema, type openApiRequestSchema } from './protocol.ts';
import type { ReadOpenApi } from './read-openapi.ts';

/** From source the entry itself; packaged, its one file beside the bundle of the host. */
const entry = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? 'main.ts' : 'openapi.mjs');
const program = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, '../../../..')
  : dirname(entry);
const longestMs = 20_000;

/** Throws OPENAPI_INVALID, and CANCELLED when the signal was aborted. */
export async function readOpenApiApart(
  text: string,
  from: string | null,
  signal: AbortSignal,
): Promise<ReadOpenApi> {
  const answer = await askApart({ text, from, keys: null }, signal);
  if ('read' in answer) return answer.read;
  throw invalid('it could not be read.');
}

/** The operations with these keys. Throws the same. */
export async function takeOperationsApart(
  text: string,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<readonly TakenOperation[]> {
  const answer = await askApart({ text, from: null, keys: [...keys] }, signal);
  if ('taken' in answer) return answer.taken;
  throw invalid('it could not be read.');
}

async function askApart(
  request: z.infer<typeof openApiRequestSchema>,
  signal: AbortSignal,
): Promise<z.infer<typeof openApiAnswerSchema>> {
  const reader = fork(entry, {
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      '--no-warnings',
      '--permission',
      `--allow-fs-read=${program}`,
      // The thread that watches whether anybody waits for it.
      '--allow-worker',
      '--max-old-space-size=512',
    ],
  });
  const overtime = AbortSignal.timeout(longestMs);
  const stop = AbortSignal.any([overtime, signal]);
  try {
    reader.send(request);
    const message: unknown = await Promise.race([
      once(reader, 'message', { signal: stop }).then(([said]: unknown[]) => said),
      once(reader, 'exit', { signal: stop }).then(() => {
        throw invalid('it takes more memory to read than a document may.');
      }),
    ]);
    const answer = openApiAnswerSchema.parse(message);
    if ('error' in answer) throw AppError.fromJSON(answer.error);
    return answer;
  } catch (error) {
    if (signal.aborted) throw new AppError('CANCELLED', 'The import was stopped.');
    if (overtime.aborted) throw invalid(`it could not be read within ${longestMs / 1000} seconds.`);
    throw error;
  } finally {
    reader.kill('SIGKILL');
  }
}
