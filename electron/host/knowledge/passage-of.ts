import type { KeptPassage, KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { KnowledgeSource } from '#shared/model/entities/knowledge-source.ts';
import type { Passage } from '#shared/model/passage.ts';

/** A passage with the source that has it now; empty names when none does any more. */
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
