import { z } from 'zod';
import { type ScriptAction, scriptActionSchema } from '#shared/engine/scenario.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readText } from './read-document.ts';

const scriptSchema = z.array(scriptActionSchema).max(10_000);

/** Reads a file with a JSON array of script actions, as scenarios have them. */
export function readScript(path: string): readonly ScriptAction[] {
  const parsed = scriptSchema.safeParse(parseJson(readText(path) ?? '', path));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const position = issue?.path[0];
  const where = typeof position === 'number' ? `action ${position + 1}` : 'the file';
  throw notAScript(path, `${where} is not a list of {"say": …}, {"pick": …}, {"skip": …} and the like.`);
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notAScript(path, `it is not JSON: ${error.message}.`, error);
  }
}

function notAScript(path: string, reason: string, cause?: unknown): AppError {
  return new AppError('INVALID_INPUT', `The script "${path}" could not be read: ${reason}`, { cause });
}
