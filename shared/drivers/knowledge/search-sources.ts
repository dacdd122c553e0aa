// Searching the knowledge of a project, wherever its contents lie: which of its sources are looked through, and asking the thread.
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import type { KnowledgeSearcher } from './knowledge-searcher.ts';
import type { SearchAnswer, SearchedSource } from './search-types.ts';

export interface KnowledgeQuery {
  readonly query: string;
  readonly tokenBudget: number;
  /** Ids of sources: only these; null = all. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
}

export interface SearchedProject {
  readonly sources: readonly KnowledgeSource[];
  /** The database that has their contents: a project file, or one of `openKnowledgeFile`. */
  readonly path: string;
  readonly searcher: KnowledgeSearcher;
}

/** Answers the effect `knowledge.search`, and says how. Throws KNOWLEDGE_SEARCH_FAILED and CANCELLED. */
export async function searchSources(
  { sources: all, path, searcher }: SearchedProject,
  { query, tokenBudget, include, exclude }: KnowledgeQuery,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const sources = searchedSources(all, include, exclude);
  if (sources.length === 0) return nothingToSearch;
  const request = { query: query.slice(0, limits.knowledge.queryLength), tokenBudget, sources };
  return searcher.search(path, { ...request, limit: limits.knowledge.results }, signal);
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
  all: readonly KnowledgeSource[],
  include: readonly string[] | null,
  exclude: readonly string[],
): SearchedSource[] {
  return all.flatMap(({ id, name, isEnabled, contentHash }) => {
    const isSearched = isEnabled && (include === null || include.includes(id)) && !exclude.includes(id);
    return isSearched && contentHash !== null ? [{ id, name, contentHash }] : [];
  });
}
