// Reads a bundle: a project as JSON text, with what its sources of knowledge say, from a file, a preset or another program. Untrusted.
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import { checkIntegrity, describeIssues } from '#shared/model/check-integrity.ts';
import { type KnowledgeContents, knowledgeContentSchema } from '#shared/model/knowledge-content.ts';
import { limits } from '#shared/model/limits.ts';
import { type ProjectDocument, projectDocumentSchema } from '#shared/model/project.ts';
import { withOwnIds } from './own-ids.ts';

export interface Bundle {
  readonly document: ProjectDocument;
  /** May lack contents that sources name. */
  readonly knowledge: KnowledgeContents;
}

const knowledgeSchema = z.object({
  knowledge: z.record(z.string().regex(/^[0-9a-f]{64}$/), knowledgeContentSchema).default({}),
});

/** Throws BUNDLE_INVALID, whose message says where in the text what is wrong. */
export function readBundle(text: string): Bundle {
  const json = readJson(text);
  const document = parsePart(projectDocumentSchema, json);
  const issues = checkIntegrity(document);
  if (issues.length > 0) throw invalid(describeIssues(issues), { issues });
  return { document: withOwnIds(document), ...parsePart(knowledgeSchema, json) };
}

/** The project of a bundle, for whom what its sources say does not matter. Throws like `readBundle`. */
export const parseBundle = (text: string): ProjectDocument => readBundle(text).document;

function readJson(text: string): object {
  if (text.length > limits.bundleBytes) {
    throw invalid(`it is larger than ${limits.bundleBytes / 1024 / 1024} MB. Split the project.`);
  }
  const json = parseJson(text);
  if (typeof json !== 'object' || json === null || !('format' in json) || json.format !== 'dialogram') {
    throw invalid('it is JSON, but not a Dialogram bundle ("format": "dialogram" is missing).');
  }
  if ('formatVersion' in json && typeof json.formatVersion === 'number' && json.formatVersion > 1) {
    throw invalid('it was written by a newer version of Dialogram. Update Dialogram and read it again.');
  }
  return json;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw invalid(`it is not JSON: ${error.message}${lineOf(error.message, text)}.`, {}, error);
  }
}

function lineOf(message: string, text: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined || message.includes('line')) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function parsePart<Part>(schema: z.ZodType<Part>, json: object): Part {
  try {
    const parsed = schema.safeParse(json);
    if (parsed.success) return parsed.data;
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw invalid(describeIssues(issues), { issues: issues.slice(0, 50) }, parsed.error);
  } catch (error) {
    // What is nested tens of thousands deep runs out of stack.
    if (error instanceof RangeError) throw invalid('its data is nested too deeply.', {}, error);
    throw error;
  }
}

function invalid(reason: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown): AppError {
  const message = `The bundle could not be read: ${reason}`.slice(0, 2000);
  return new AppError('BUNDLE_INVALID', message, { details, cause });
}
