// The knowledge of one open project: which of its sources are searched, and searching them.
import type { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import type { KeptPassage, KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { SearchAnswer, SearchedSource } from '#shared/drivers/knowledge/search-types.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import type { Passage } from '#shared/model/passage.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { Project } from '../project/project.ts';

export interface KnowledgeQuery {
  readonly query: string;
  readonly tokenBudget: number;
  /** Ids of sources: only these; null = all. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
}

export function searchProject(
  project: Pick<Project, 'document' | 'path'>,
  searcher: KnowledgeSearcher,
  { query, tokenBudget, include, exclude }: KnowledgeQuery,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const sources = searchedSources(project.document(), include, exclude);
  if (sources.length === 0) return Promise.resolve(nothingToSearch);
  const request = { query: query.slice(0, limits.knowledge.queryLength), tokenBudget, sources };
  return searcher.search(project.path, { ...request, limit: limits.knowledge.results }, signal);
}

const nothingToSearch: SearchAnswer = {
  results: [],
  tokens: 0,
  explanation: {
    terms: [],
    sources: 0,
    passages: 0,
    overBudget: 0,
    nothingBecause: 'No source is searched. Import one, or switch one on.',
  },
};

function searchedSources(
  { knowledgeSources }: ProjectDocument,
  include: readonly string[] | null,
  exclude: readonly string[],
): SearchedSource[] {
  return knowledgeSources.flatMap(({ id, name, isEnabled, contentHash }) => {
    const isSearched = isEnabled && (include === null || include.includes(id)) && !exclude.includes(id);
    return isSearched && contentHash !== null ? [{ id, name, contentHash }] : [];
  });
}

/** A passage with the source that has it now; null names when none does any more. */
export function passageOf(
  passage: KeptPassage,
  store: KnowledgeStore,
  sources: readonly KnowledgeSource[],
): Passage {
  const contents = new Set(store.contentsOf(passage.documentHash));
  const source = sources.find(({ contentHash }) => contentHash !== null && contents.has(contentHash));
  const { documentHash: _, headings, ...rest } = passage;
  return { ...rest, headings: [...headings], sourceId: source?.id ?? '', sourceName: source?.name ?? '' };
}
