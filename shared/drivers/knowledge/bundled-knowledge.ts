// What the sources of a project say, between a store and a bundle or a runtime.
import type { KnowledgeContent, KnowledgeContents } from '#shared/model/knowledge-content.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { KnowledgeStore } from './knowledge-store.ts';

export interface CollectedKnowledge {
  readonly knowledge: KnowledgeContents;
  /** Names of sources for whose content there was no room. */
  readonly leftOut: readonly string[];
}

interface Room {
  /** How much of it a content takes. */
  readonly lengthOf: (content: KnowledgeContent) => number;
  readonly room: number;
}

/** What the sources say, as far as there is room for it. */
export function collectKnowledge(
  store: KnowledgeStore,
  { knowledgeSources }: ProjectDocument,
  { room, lengthOf }: Room,
): CollectedKnowledge {
  const knowledge = new Map<string, KnowledgeContents[string]>();
  const leftOut: string[] = [];
  let taken = 0;
  for (const { name, contentHash } of knowledgeSources) {
    if (contentHash === null || knowledge.has(contentHash)) continue;
    const { characters = 0 } = store.statistics(contentHash) ?? {};
    const content =
      taken + characters > room || !store.has(contentHash)
        ? undefined
        : store.documents(contentHash).map((document) => store.said(document));
    const length = content === undefined ? characters : lengthOf(content);
    if (content !== undefined && taken + length <= room) {
      knowledge.set(contentHash, content);
      taken += length;
    } else if (length > 0) leftOut.push(name);
  }
  return { knowledge: Object.fromEntries(knowledge), leftOut };
}

/** Takes in what the sources say, and names it in them as it is kept: a bundle may have been changed by hand. */
export function takeKnowledge(
  store: KnowledgeStore,
  document: ProjectDocument,
  knowledge: KnowledgeContents,
): ProjectDocument {
  const taken = new Map<string, string>();
  const take = (contentHash: string | null): string | null => {
    const content = contentHash === null ? undefined : knowledge[contentHash];
    if (contentHash === null || content === undefined) return contentHash;
    const hash = taken.get(contentHash) ?? store.keepContent(store.take(content));
    taken.set(contentHash, hash);
    return hash;
  };
  const knowledgeSources = document.knowledgeSources.map((source) => {
    const contentHash = take(source.contentHash);
    return contentHash === source.contentHash ? source : { ...source, contentHash };
  });
  return { ...document, knowledgeSources };
}
