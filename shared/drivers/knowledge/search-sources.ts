// Searching the knowledge of a project, wherever its contents lie: which of its sources are looked through, and asking the thread.
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { EmbedTexts } from '../model/embed-texts.ts';
import type { KnowledgeSearcher } from './knowledge-searcher.ts';
import type { SearchAnswer, SearchedSource } from './search-types.ts';

export interface KnowledgeQuery {
  readonly query: string;
  readonly tokenBudget: number;
  /** Ids of sources: only these; null = all. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
  readonly explains?: boolean;
}

export interface SearchedProject {
  readonly sources: readonly KnowledgeSource[];
  /** The database that has their contents: a project file, or one of `openKnowledgeFile`. */
  readonly path: string;
  readonly searcher: KnowledgeSearcher;
  /** Searches by meaning, too; for a database that has vectors of this model. */
  readonly meaning?: { readonly model: string; readonly embed: EmbedTexts };
}

/**
 * Answers the effect `knowledge.search`, and says how. A model that fails leaves the search by words. Throws KNOWLEDGE_SEARCH_FAILED
 * and CANCELLED.
 */
export async function searchSources(
  { sources: all, path, searcher, meaning }: SearchedProject,
  { query, tokenBudget, include, exclude, explains = false }: KnowledgeQuery,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  const sources = searchedSources(all, include, exclude);
  if (sources.length === 0) return nothingToSearch;
  const request = {
    query: query.slice(0, limits.knowledge.queryLength),
    tokenBudget,
    sources,
    limit: limits.knowledge.results,
    explains,
  };
  if (meaning === undefined || request.query.trim() === '') return searcher.search(path, request, signal);
  const { model, embed } = meaning;
  try {
    const [vector = []] = await embed(model, [request.query], signal);
    return await searcher.search(path, { ...request, meaning: { model, vector } }, signal);
  } catch (error) {
    if (signal?.aborted === true || !AppError.is(error)) throw error;
    const answer = await searcher.search(path, request, signal);
    return { ...answer, notice: `Searched by words alone. ${error.message}` };
  }
}

const nothingToSearch: SearchAnswer = {
  results: [],
  tokens: 0,
  explanation: {
    terms: [],
    sources: 0,
    passages: 0,
    overBudget: 0,
    byMeaning: null,
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
