// Asks a model for the vectors of passages that have none yet, a few at a time.
// Invariant: what came is kept at once; whoever is stopped or killed goes on with the rest.
import type { EmbedTexts } from '../model/embed-texts.ts';
import type { VectorStore } from './vector-store.ts';

/** Passages in one request: some servers take no more. */
const batch = 64;

interface EmbeddingWork {
  readonly store: VectorStore;
  readonly model: string;
  readonly contentHashes: readonly string[];
  readonly embed: EmbedTexts;
  readonly signal: AbortSignal;
  readonly onProgress?: () => void;
}

/** Rejects with what the model's provider answers, and CANCELLED. */
export async function embedPassages(work: EmbeddingWork): Promise<void> {
  const { store, model, contentHashes, embed, signal, onProgress } = work;
  for (let after = 0; ;) {
    const passages = store.missing(model, contentHashes, { after, limit: batch });
    const last = passages.at(-1);
    if (last === undefined) return;
    const vectors = await embed(
      model,
      passages.map(({ text }) => text),
      signal,
    );
    store.keep(model, passages, vectors);
    after = last.id;
    onProgress?.();
  }
}
