// Imports files into a project's knowledge, as the knowledge screen does: one edit, which the app can undo.
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DocumentReader } from '#host/knowledge/document-reader.ts';
import { importItems } from '#host/knowledge/import-sources.ts';
import { WebPages } from '#host/knowledge/web-pages.ts';
import { openProject } from '#host/project/open-project.ts';
import { storageError } from '#host/project/storage-error.ts';
import { createEgress } from '#shared/drivers/http/egress.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { editSchema } from '#shared/model/edit.ts';
import { limits } from '#shared/model/limits.ts';
import type { Output } from './output.ts';

/** `what`: files, folders and addresses of web pages. Returns 1 when one of them could not be read. */
export async function importKnowledge(
  file: string,
  what: readonly string[],
  { write, signal }: Output,
): Promise<0 | 1> {
  const files = new Map(what.filter((each) => !isAddress(each)).flatMap(filesIn));
  const items = [
    ...[...files.keys()].map((fileId) => ({ from: 'file' as const, fileId })),
    ...what.filter(isAddress).map((url) => ({ from: 'web-page' as const, url })),
  ];
  if (items.length === 0)
    throw new AppError('INVALID_INPUT', 'There is no file to import. Name files or folders.');
  const project = openProject(file);
  const egress = createEgress();
  try {
    using reader = new DocumentReader();
    const outcomes = await importItems(items, {
      project,
      reader,
      pages: new WebPages(egress),
      fileOf: (name) => ({ name, bytes: bytesOf(files.get(name) ?? name) }),
      onProgress: () => undefined,
      signal,
      now: Date.now,
    });
    const patches = outcomes.flatMap(({ source, status }) =>
      source === null || status === 'unchanged'
        ? []
        : [{ collection: 'knowledgeSources' as const, id: source.id, value: source }],
    );
    if (patches.length > 0) {
      const label = patches.length === 1 ? 'Import a source' : `Import ${patches.length} sources`;
      project.edit(editSchema.parse({ editId: randomUUID(), baseRev: project.rev, label, patches }));
    }
    for (const { name, status, error } of outcomes) {
      write(`${status}\t${name}${error === null ? '' : `\t${error.message}`}\n`);
    }
    return outcomes.some(({ status }) => status === 'failed') ? 1 : 0;
  } finally {
    project.close();
    await egress.close();
  }
}

const isAddress = (text: string): boolean => /^https?:\/\//iu.test(text);

/** The files of a folder under their names from that folder on; hidden ones are left out. */
function filesIn(path: string): (readonly [name: string, path: string])[] {
  try {
    if (!statSync(path).isDirectory()) return [[basename(path), path]];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((each) => [join(basename(path), each.slice(path.length)).replaceAll('\\', '/'), each] as const)
      .filter(([name]) => !name.split('/').some((part) => part.startsWith('.')))
      .toSorted(([one], [other]) => one.localeCompare(other));
  } catch (error) {
    throw storageError(error, `"${path}" could not be read`);
  }
}

function bytesOf(path: string): Buffer {
  if (statSync(path).size > limits.knowledge.fileBytes) {
    throw new AppError(
      'KNOWLEDGE_FILE_TOO_LARGE',
      'It is larger than 48 MB. Split it into parts and import those.',
    );
  }
  return readFileSync(path);
}
