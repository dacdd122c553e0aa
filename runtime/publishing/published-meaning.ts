// Searching what is live by meaning: which model, and having it read the passages that it has not read yet, in the background.
// Invariants: a search waits for nobody: until a passage was read, it is found by its words alone; one piece of work for an environment
// at a time; a model that fails is asked again later, with the secrets that there are then.
import { setImmediate } from 'node:timers/promises';
import { embedPassages } from '#shared/drivers/knowledge/embed-passages.ts';
import type { KnowledgeStore } from '#shared/drivers/knowledge/knowledge-store.ts';
import type { SearchedProject } from '#shared/drivers/knowledge/search-sources.ts';
import { createEmbed, type EmbedTexts } from '#shared/drivers/model/embed-texts.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { Place } from './publications.ts';
import type { Secrets } from './secrets.ts';

export interface PublishedMeaning {
  /** What a search of a version needs to search by meaning; undefined when it is searched by words alone. */
  forSearch(place: Place, project: ProjectDocument): SearchedProject['meaning'];
  /** This is live there now: reads what was not read yet, a moment later. */
  read(place: Place, projectOf: () => ProjectDocument): void;
  close(): Promise<void>;
}

interface PublishedMeaningOptions {
  readonly store: KnowledgeStore;
  readonly secrets: Pick<Secrets, 'model'>;
  readonly onError: (error: unknown) => void;
}

const retryMs = 60_000;

export function createPublishedMeaning({
  store,
  secrets,
  onError,
}: PublishedMeaningOptions): PublishedMeaning {
  const work = new Map<string, { readonly stop: AbortController; readonly ended: Promise<void> }>();

  const embedFor = (place: Place): EmbedTexts =>
    createEmbed({ providerOf: async (providerId) => secrets.model(place, providerId) });

  async function readAll(place: Place, projectOf: () => ProjectDocument, signal: AbortSignal): Promise<void> {
    await setImmediate();
    if (signal.aborted) return;
    const project = projectOf();
    const model = project.workspace.embeddingModel;
    if (model === null) return;
    const contentHashes = project.knowledgeSources.flatMap(({ isEnabled, contentHash }) =>
      isEnabled && contentHash !== null ? [contentHash] : [],
    );
    while (!signal.aborted) {
      try {
        await embedPassages({ store: store.vectors, model, contentHashes, embed: embedFor(place), signal });
        return;
      } catch (error) {
        if (signal.aborted) return;
        onError(error);
        await untilRetry(signal);
      }
    }
  }

  return {
    forSearch(place, { workspace: { embeddingModel: model } }) {
      return model !== null && store.vectors.hasAny(model) ? { model, embed: embedFor(place) } : undefined;
    },
    read(place, projectOf) {
      const key = `${place.projectId}/${place.environment}`;
      work.get(key)?.stop.abort();
      const stop = new AbortController();
      work.set(key, { stop, ended: readAll(place, projectOf, stop.signal).catch(onError) });
    },
    async close() {
      for (const { stop } of work.values()) stop.abort();
      await Promise.all([...work.values()].map(({ ended }) => ended));
    },
  };
}

async function untilRetry(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, retryMs);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  clearTimeout(timer);
}
