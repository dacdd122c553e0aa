// Makes sources of files, texts and web pages: reads them, keeps what they say, and tells what became of each.
// Invariants: one item that cannot be read fails alone; the project's entities are not touched, so nothing is searched until the
// sources that are given back were put with an edit; when it is stopped, nothing was put.
import { randomBytes } from 'node:crypto';
import type { CutDocument } from '#shared/drivers/knowledge/knowledge-document.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ImportItem, ImportOutcome, KnowledgeProgress } from '#shared/ipc/knowledge.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { spellId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import type { Project } from '../project/project.ts';
import { differenceOf } from './difference.ts';
import type { DocumentReader } from './document-reader.ts';
import type { FileToRead } from './parse/read-document.ts';
import type { WebPages } from './web-pages.ts';

export interface ImportTools {
  readonly project: Project;
  readonly reader: DocumentReader;
  readonly pages: WebPages;
  /** A file that was staged. */
  readonly fileOf: (fileId: string) => { readonly name: string; readonly bytes: Uint8Array };
  readonly onProgress: (progress: Omit<KnowledgeProgress, 'importId'>) => void;
  readonly signal: AbortSignal;
  readonly now: () => number;
}

interface ReadItem {
  readonly name: string;
  readonly origin: string;
  readonly kind: KnowledgeSource['kind'];
  readonly documents: readonly CutDocument[];
  readonly notes: readonly string[];
}

/** Throws CANCELLED, and what the project's storage throws. */
export async function importItems(
  items: readonly ImportItem[],
  tools: ImportTools,
): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for (const [index, item] of items.entries()) {
    const tell: Tell = (stage, name, inside) =>
      tools.onProgress({
        stage,
        name,
        done: index + (inside?.done ?? 0),
        total: items.length - 1 + (inside?.total ?? 1),
      });
    outcomes.push(await importItem(item, tools, tell));
  }
  return outcomes;
}

/** Reads a source again, whatever it was called where it comes from now. */
export async function importAgain(
  source: KnowledgeSource,
  item: ImportItem | null,
  tools: ImportTools,
): Promise<ImportOutcome> {
  const tell: Tell = (stage, name, inside) =>
    tools.onProgress({ stage, name, done: inside?.done ?? 0, total: inside?.total ?? 1 });
  return importItem(item ?? originOf(source), tools, tell, source);
}

type Tell = (
  stage: KnowledgeProgress['stage'],
  name: string,
  inside?: { readonly done: number; readonly total: number },
) => void;

async function importItem(
  item: ImportItem,
  tools: ImportTools,
  tell: Tell,
  source?: KnowledgeSource,
): Promise<ImportOutcome> {
  let name = item.from === 'text' ? item.name : item.from === 'file' ? item.fileId : item.url;
  try {
    if (item.from === 'file') ({ name } = tools.fileOf(item.fileId));
    const read = await readItem(item, tools, tell);
    tell('keeping', read.name);
    const store = tools.project.writeKnowledge();
    const contentHash = await store.keep(read.documents, { signal: tools.signal });
    return outcomeOf(read, contentHash, tools, source ?? sourceFrom(tools.project, item, read));
  } catch (thrown) {
    if (tools.signal.aborted)
      throw new AppError('CANCELLED', 'The import was stopped. Nothing was imported.');
    if (!AppError.is(thrown) || thrown.blame === 'bug') throw thrown;
    return {
      name,
      status: 'failed',
      source: null,
      difference: null,
      notes: [],
      error: { ...thrown.toJSON(), details: {} },
    };
  }
}

/** The source that the same place gave before; for a file on its own, the one that a file of its name in a folder gave. */
function sourceFrom(project: Project, item: ImportItem, read: ReadItem): KnowledgeSource | undefined {
  const isWeb = (each: KnowledgeSource['kind']): boolean => each === 'web-page' || each === 'website';
  const alike = project.document().knowledgeSources.filter(({ kind }) => isWeb(kind) === isWeb(read.kind));
  const same = alike.find(({ origin }) => origin === read.origin);
  if (same !== undefined || item.from !== 'file' || read.origin.includes('/')) return same;
  const [only, ...others] = alike.filter(({ origin }) => origin?.endsWith(`/${read.origin}`) === true);
  return others.length === 0 ? only : undefined;
}

function outcomeOf(
  { name, origin, kind, notes }: ReadItem,
  contentHash: string,
  { project, now }: ImportTools,
  source: KnowledgeSource | undefined,
): ImportOutcome {
  const common = { name, notes: [...notes], error: null };
  const read = { kind, contentHash, origin, importedAt: now() };
  if (source === undefined) {
    const id = spellId('source', randomBytes(12));
    return {
      ...common,
      status: 'added',
      difference: null,
      source: { id, name: name.slice(0, limits.name), isEnabled: true, ...read },
    };
  }
  const difference = project.readKnowledge((store) =>
    differenceOf(
      source.contentHash === null ? [] : store.passages(source.contentHash),
      store.passages(contentHash),
    ),
  );
  const isSame = source.contentHash === contentHash;
  // Its folder stays known, so that the folder can be imported again.
  const place = source.origin?.endsWith(`/${origin}`) === true ? source.origin : origin;
  return {
    ...common,
    status: isSame ? 'unchanged' : 'changed',
    difference,
    source: { ...source, ...read, origin: place },
  };
}

async function readItem(item: ImportItem, tools: ImportTools, tell: Tell): Promise<ReadItem> {
  switch (item.from) {
    case 'file':
      return readFile({ ...tools.fileOf(item.fileId), url: null }, tools, tell);
    case 'text':
      return readFile({ name: item.name, bytes: Buffer.from(item.text), url: null }, tools, tell);
    case 'web-page': {
      tell('fetching', item.url);
      const page = await tools.pages.page(item.url, tools.signal);
      const { documents, notes } = await tools.reader.read(page, tools.signal);
      const name = documents[0]?.title ?? item.url;
      return { name, origin: item.url, kind: 'web-page', documents, notes };
    }
    case 'website':
      return readSite(item, tools, tell);
  }
}

async function readFile(file: FileToRead, { reader, signal }: ImportTools, tell: Tell): Promise<ReadItem> {
  tell('reading', file.name);
  const { kind, documents, notes } = await reader.read(file, signal);
  const name = file.name.split(/[/\\]/u).findLast((part) => part !== '') ?? file.name;
  return { name, origin: file.name, kind, documents, notes };
}

async function readSite(
  { url, maxPages }: Extract<ImportItem, { from: 'website' }>,
  { pages, reader, signal }: ImportTools,
  tell: Tell,
): Promise<ReadItem> {
  tell('fetching', url);
  const site = await pages.site(url, maxPages, signal);
  const documents: CutDocument[] = [];
  const notes = [...site.notes];
  let failed = 0;
  for (const [done, address] of site.urls.entries()) {
    tell('fetching', address, { done, total: site.urls.length });
    try {
      const read = await reader.read(await pages.page(address, signal), signal);
      documents.push(...read.documents);
    } catch (error) {
      if (signal.aborted || !AppError.is(error)) throw error;
      failed += 1;
      if (failed <= 10) notes.push(`${address}: ${error.message}`);
    }
  }
  if (failed > 10) notes.push(`And ${failed - 10} more pages could not be read.`);
  if (documents.length === 0) {
    throw new AppError(
      'KNOWLEDGE_PAGE_UNREACHABLE',
      `None of the ${site.urls.length} pages could be read. ${notes.at(-1) ?? ''}`,
      { blame: 'environment' },
    );
  }
  return { name: new URL(url).host, origin: url, kind: 'website', documents, notes };
}

function originOf({ kind, origin, name }: KnowledgeSource): ImportItem {
  if (origin !== null && kind === 'web-page') return { from: 'web-page', url: origin };
  if (origin !== null && kind === 'website') {
    return { from: 'website', url: origin, maxPages: limits.knowledge.documentsPerSource };
  }
  throw new AppError('INVALID_INPUT', `“${name}” came from a file. Choose the file to import it again.`);
}
