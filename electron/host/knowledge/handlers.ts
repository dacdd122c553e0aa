// The channels of the knowledge screen.
// Invariants: what a window imports is put into the project by the window's own edit; the searching thread lets go of a file before
// the project closes it.
import { createEgress, type Egress } from '#shared/drivers/http/egress.ts';
import { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import { type KnowledgeQuery, searchSources } from '#shared/drivers/knowledge/search-sources.ts';
import type { EmbedTexts } from '#shared/drivers/model/embed-texts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import type { ImportItem, KnowledgeProgress } from '#shared/ipc/knowledge.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import type { HandlerContext, Handlers, ProjectHold } from '../handlers/handler.ts';
import { DocumentReader } from './document-reader.ts';
import { createMeaning } from './meaning.ts';
import { importAgain, importItems, type ImportTools } from './import-sources.ts';
import { passageOf } from './passage-of.ts';
import { changeQuestions, questionsAsCsv, questionsIn } from './questions.ts';
import { StagedFiles } from './staged-files.ts';
import { WebPages } from './web-pages.ts';

type KnowledgeChannel = Extract<ChannelName, `knowledge.${string}`>;

export interface KnowledgeArea {
  readonly handlers: Handlers<KnowledgeChannel>;
  /** Searches as a step of a preview does. */
  readonly search: (
    hold: ProjectHold,
    query: KnowledgeQuery,
    signal: AbortSignal,
  ) => ReturnType<typeof searchSources>;
  /** Called once when the host ends. */
  close(): Promise<void>;
}

export interface KnowledgeAreaOptions {
  /** Development: pages of this computer may be imported. */
  readonly allowsLocal?: () => boolean;
  readonly embed: EmbedTexts;
}

/** Progress is told this often at most, besides each new name. */
const tellEveryMs = 100;

export function createKnowledgeArea({
  allowsLocal = () => false,
  embed,
}: KnowledgeAreaOptions): KnowledgeArea {
  const searcher = new KnowledgeSearcher();
  const staged = new StagedFiles();
  const byMeaning = createMeaning(embed);
  const followed = new WeakSet<ProjectHold>();
  let egress: Egress | undefined;

  const search: KnowledgeArea['search'] = (hold, query, signal) => {
    if (!followed.has(hold)) {
      followed.add(hold);
      hold.ended.addEventListener('abort', () => searcher.release(hold.project.path), { once: true });
    }
    const { path } = hold.project;
    const sources = hold.project.document().knowledgeSources;
    const meaning = byMeaning.forSearch(hold.project);
    return searchSources(
      { sources, path, searcher, ...(meaning === undefined ? {} : { meaning }) },
      query,
      signal,
    );
  };

  async function importing<Result>(
    context: HandlerContext,
    importId: string,
    items: readonly ImportItem[],
    work: (tools: ImportTools) => Promise<Result>,
  ): Promise<Result> {
    const hold = editableHold(context);
    using reader = new DocumentReader();
    const result = await work({
      project: hold.project,
      reader,
      pages: new WebPages((egress ??= createEgress()), { allowsLocal: allowsLocal() }),
      fileOf: (fileId) => staged.read(hold, fileId),
      onProgress: sparingly((progress) => context.notify('knowledge.progress', { importId, ...progress })),
      signal: AbortSignal.any([context.signal, hold.ended]),
      now: Date.now,
    });
    for (const item of items) if (item.from === 'file') staged.forget(hold, item.fileId);
    return result;
  }

  return {
    search,
    async close() {
      await searcher.close();
      await egress?.close();
    },
    handlers: {
      'knowledge.list'(_request, context) {
        const { project } = context.hold();
        return project.readKnowledge((store) => ({
          sources: project.document().knowledgeSources.map(({ id, contentHash }) => {
            const known = contentHash === null ? undefined : store.statistics(contentHash);
            const none = { documents: 0, passages: 0, characters: 0 };
            return { sourceId: id, ...(known ?? none), isMissing: known === undefined };
          }),
        }));
      },
      'knowledge.stage'({ name, base64 }, context) {
        return { fileId: staged.stage(editableHold(context), name, Buffer.from(base64, 'base64')) };
      },
      'knowledge.import': ({ importId, items }, context) =>
        importing(context, importId, items, async (tools) => ({ outcomes: await importItems(items, tools) })),
      'knowledge.reimport': ({ importId, sourceId, item }, context) =>
        importing(context, importId, item === null ? [] : [item], (tools) =>
          importAgain(findSource(tools.project, sourceId), item, tools),
        ),
      async 'knowledge.search'(request, context) {
        const startedAt = performance.now();
        const answer = await search(context.hold(), { ...request, explains: true }, context.signal);
        return { ...answer, milliseconds: performance.now() - startedAt };
      },
      'knowledge.meaning': ({ retries }, context) =>
        byMeaning.status(context.hold(), context.notify, retries),
      'knowledge.passage'({ passageId }, context) {
        const { project } = context.hold();
        return project.readKnowledge((store) => {
          const found = store.passage(passageId);
          if (found === undefined) return { passage: null, before: null, after: null };
          const passage = passageOf(found.passage, store, project.document().knowledgeSources);
          return { passage, before: found.before, after: found.after };
        });
      },
      'knowledge.passages'({ sourceId, offset, limit }, context) {
        const { project } = context.hold();
        const source = findSource(project, sourceId);
        const { contentHash } = source;
        if (contentHash === null) return { passages: [], total: 0 };
        return project.readKnowledge((store) => ({
          passages: store
            .passages(contentHash, offset, limit)
            .map((passage) => ({ ...passageOf(passage, store, [source]), sourceName: source.name })),
          total: store.statistics(contentHash)?.passages ?? 0,
        }));
      },
      'knowledge.questions'({ sourceId }, context) {
        const { project } = context.hold();
        const source = findSource(project, sourceId, 'questions');
        return { questions: project.readKnowledge((store) => questionsIn(store, source)) };
      },
      'knowledge.changeQuestions'(request, context) {
        const { project } = editableHold(context);
        const { sourceId } = request;
        const source = sourceId === null ? undefined : findSource(project, sourceId, 'questions');
        return changeQuestions(project.writeKnowledge(), source, request, Date.now());
      },
      'knowledge.exportQuestions'({ sourceId }, context) {
        const { project } = context.hold();
        const source = findSource(project, sourceId, 'questions');
        return { csv: questionsAsCsv(project.readKnowledge((store) => questionsIn(store, source))) };
      },
    },
  };
}

function editableHold(context: HandlerContext): ProjectHold {
  const hold = context.hold();
  if (hold.readOnly === null) return hold;
  throw new AppError('PROJECT_READ_ONLY', `Nothing was changed. ${hold.readOnly}`);
}

function findSource(
  project: Pick<ProjectHold['project'], 'document'>,
  sourceId: string,
  kind?: KnowledgeSource['kind'],
): KnowledgeSource {
  const source = project.document().knowledgeSources.find(({ id }) => id === sourceId);
  if (source === undefined) {
    throw new AppError(
      'KNOWLEDGE_SOURCE_NOT_FOUND',
      'This source does not exist any more. Choose another one.',
    );
  }
  if (kind === undefined || source.kind === kind) return source;
  throw new AppError('INVALID_INPUT', `“${source.name}” is not a list of questions and answers.`);
}

function sparingly(
  tell: (progress: Omit<KnowledgeProgress, 'importId'>) => void,
): (progress: Omit<KnowledgeProgress, 'importId'>) => void {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - toldAt < tellEveryMs && progress.done > 0 && progress.done < progress.total) return;
    toldAt = now;
    tell(progress);
  };
}
