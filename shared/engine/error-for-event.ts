// Errors as run events carry them: plain JSON of a bounded size.
import { jsonSchema } from '#shared/util/json.ts';
import type { AppError, AppErrorJson } from '#shared/errors/app-error.ts';

const maxMessage = 4000;
const maxDetail = 2000;

/** Details that are not plain and small stay behind, such as what a script wrote to its console (events tell that anyway). */
export function errorForEvent(error: AppError): AppErrorJson {
  const details: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(error.details)) {
    const plain = jsonSchema.safeParse(value);
    if (plain.success && JSON.stringify(plain.data).length <= maxDetail) details[key] = plain.data;
  }
  return { code: error.code, message: error.message.slice(0, maxMessage), blame: error.blame, details };
}
