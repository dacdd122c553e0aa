// The import that runs, what the last one made, and what reading a source again would change.
// Invariants: one import at a time; what it read is put into the project by one edit, when all of it was read; a cancelled
// import changes nothing; nothing here outlives the project.
import { create } from 'zustand';
import { AppError } from '#shared/errors/app-error.ts';
import type { ImportItem, ImportOutcome } from '#shared/ipc/knowledge.ts';
import { limits } from '#shared/model/limits.ts';
import { base64Of } from '../start/base64.ts';
import { host } from '../state/host.ts';
import { newId } from '../state/new-id.ts';
import { notifyTrouble } from '../state/notify.ts';
import { flushEdits, onProjectChange, run } from '../state/project-store.ts';
import type { Gathered, GatheredFile } from './gathered-files.ts';
import { putSources } from './knowledge-commands.ts';
import { counted } from '../ui/counted.ts';

export interface ImportJob {
  readonly id: string;
  readonly title: string;
  /** `sending` = from this window to the host. */
  readonly stage: 'sending' | 'fetching' | 'reading' | 'keeping';
  readonly name: string;
  readonly done: number;
  readonly total: number;
}

export interface ImportReport {
  readonly outcomes: readonly ImportOutcome[];
  /** Files that were no documents, by name. */
  readonly leftOut: readonly string[];
  /** The edit that put the sources, for undo; null when nothing was put. */
  readonly label: string | null;
}

interface ImportState {
  readonly job: ImportJob | null;
  readonly report: ImportReport | null;
  /** A source that was read again and differs; it is put when the author says so. */
  readonly review: ImportOutcome | null;
}

const idle: ImportState = { job: null, report: null, review: null };

export const useImport = create<ImportState>(() => idle);

let controller: AbortController | null = null;

export const cancelImport = (): void => controller?.abort();
export const dismissReport = (): void => useImport.setState({ report: null });
export const dismissReview = (): void => useImport.setState({ review: null });

/** Reads files and puts them into the project. */
export async function importFiles(gathering: Promise<Gathered>): Promise<void> {
  await work('Importing files', async (signal) => {
    const { files, leftOut } = await gathering;
    const taken = files.slice(0, limits.knowledge.itemsPerImport);
    const tooMany = files.slice(taken.length).map(({ name }) => name);
    const { items, failed } = await sendAll(taken, signal);
    const outcomes = items.length === 0 ? [] : await read(items, signal);
    put([...outcomes, ...failed], [...leftOut, ...tooMany]);
  });
}

/** Reads what is in the web. */
export async function importItem(item: ImportItem, title: string): Promise<void> {
  await work(title, async (signal) => put(await read([item], signal), []));
}

/** Reads a text that was written, in Markdown, as a source of this name. */
export async function importText(name: string, text: string): Promise<void> {
  await work(`Reading ${name}`, async (signal) => {
    const outcomes = await read([{ from: 'text', name: `${name}.md`, text }], signal);
    put(
      outcomes.map(({ source, ...rest }) => ({
        ...rest,
        name,
        source: source === null || rest.status !== 'added' ? source : { ...source, name },
      })),
      [],
    );
  });
}

/** Reads a source again, from a file or from where it was, and shows what would change. */
export async function readAgain(sourceId: string, name: string, file: File | null): Promise<void> {
  await work(`Reading ${name} again`, async (signal) => {
    const item: ImportItem | null =
      file === null ? null : { from: 'file', fileId: await send({ name: file.name, file }) };
    const outcome = await host.invoke(
      'knowledge.reimport',
      { importId: jobId(), sourceId, item },
      { signal },
    );
    signal.throwIfAborted();
    if (outcome.status === 'changed') useImport.setState({ review: outcome });
    else put([outcome], []);
  });
}

/** Puts what was read again. */
export function acceptReview(): void {
  const { review } = useImport.getState();
  if (review === null) return;
  useImport.setState({ review: null });
  put([review], []);
}

function put(outcomes: readonly ImportOutcome[], leftOut: readonly string[]): void {
  const sources = outcomes.flatMap(({ status, source }) => (status === 'unchanged' ? [] : (source ?? [])));
  const [first] = sources;
  const label =
    first === undefined
      ? null
      : sources.length === 1
        ? `Import ${first.name}`
        : `Import ${counted(sources.length, 'source')}`;
  const command = putSources(sources, label ?? '');
  run(() => command);
  useImport.setState({ report: { outcomes, leftOut, label: command?.label ?? null } });
}

async function work(title: string, act: (signal: AbortSignal) => Promise<void>): Promise<void> {
  if (controller !== null) {
    notifyTrouble('An import is running', 'Wait for it, or cancel it, and add the rest then.');
    return;
  }
  const own = new AbortController();
  controller = own;
  const job = { id: newId('import'), title, stage: 'sending', name: '', done: 0, total: 0 } as const;
  useImport.setState({ job, report: null, review: null });
  try {
    await flushEdits();
    await act(own.signal);
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (!own.signal.aborted) notifyTrouble('Could not import', error.message);
  } finally {
    controller = null;
    useImport.setState({ job: null });
  }
}

const jobId = (): string => useImport.getState().job?.id ?? '';

function progress(change: Partial<ImportJob>): void {
  const { job } = useImport.getState();
  if (job !== null) useImport.setState({ job: { ...job, ...change } });
}

async function read(items: ImportItem[], signal: AbortSignal): Promise<readonly ImportOutcome[]> {
  progress({ stage: 'reading', name: '', done: 0, total: items.length });
  const { outcomes } = await host.invoke('knowledge.import', { importId: jobId(), items }, { signal });
  signal.throwIfAborted();
  return outcomes;
}

interface Sent {
  readonly items: ImportItem[];
  readonly failed: ImportOutcome[];
}

/** One after the other; a file that cannot be read fails alone. */
async function sendAll(files: readonly GatheredFile[], signal: AbortSignal): Promise<Sent> {
  const sent: Sent = { items: [], failed: [] };
  for (const [done, gathered] of files.entries()) {
    signal.throwIfAborted();
    progress({ name: gathered.name, done, total: files.length });
    try {
      sent.items.push({ from: 'file', fileId: await send(gathered) });
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'HOST_DOWN') throw error;
      sent.failed.push(failure(gathered.name, error));
    }
  }
  return sent;
}

async function send({ name, file }: GatheredFile): Promise<string> {
  const most = limits.knowledge.fileBytes;
  if (file.size > most) {
    throw new AppError(
      'KNOWLEDGE_FILE_TOO_LARGE',
      `It is larger than ${most / 1024 / 1024} MB. Split it into parts and import those.`,
    );
  }
  const base64 = base64Of(await bytesOf(file));
  const { fileId } = await host.invoke('knowledge.stage', { name, base64 });
  return fileId;
}

async function bytesOf(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError(
      'KNOWLEDGE_FILE_DAMAGED',
      'It could not be read from the disk. Check that it is still there and that you may read it.',
      { blame: 'environment', cause },
    );
  }
}

const failure = (name: string, error: AppError): ImportOutcome => ({
  name,
  status: 'failed',
  source: null,
  difference: null,
  notes: [],
  error: error.toJSON(),
});

host.on('knowledge.progress', ({ importId, ...change }) => {
  if (importId === useImport.getState().job?.id) progress(change);
});

onProjectChange((project, before) => {
  if (project?.path === before?.path) return;
  controller?.abort();
  useImport.setState(idle);
});
