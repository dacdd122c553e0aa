// The process that reads an OpenAPI document of strangers: it has no rights but reading its own code, and reads one.
import { watchProcess } from '#shared/drivers/process-watch.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { invalid } from './document.ts';
import { openApiRequestSchema } from './protocol.ts';
import { readOpenApi, takeOperations } from './read-openapi.ts';

await watchProcess();
process.once('message', (raw) => {
  const { text, from, keys } = openApiRequestSchema.parse(raw);
  try {
    process.send?.(keys === null ? { read: readOpenApi(text, from) } : { taken: takeOperations(text, keys) });
  } catch (thrown) {
    // Whatever else it throws, it is the document that it cannot cope with.
    const error = AppError.is(thrown) ? thrown : invalid('it is damaged.');
    process.send?.({ error: error.toJSON() });
  }
});
process.once('disconnect', () => process.exit());
