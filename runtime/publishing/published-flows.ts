// Published versions, ready to run: compiled flows, and drivers that perform their effects for real.
// Invariants: a version is compiled once while it is in use; effects use the secrets of the conversation's own environment; no
// conversation shares its randomness with another.
import { createHash } from 'node:crypto';
import type { RuntimeBundle } from '#shared/bundle/runtime-bundle.ts';
import { createEgress, type Egress } from '#shared/drivers/http/egress.ts';
import { createSendThroughConnector } from '#shared/drivers/http/send-through-connector.ts';
import type { KnowledgeFile } from '#shared/drivers/knowledge/knowledge-file.ts';
import type { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import { searchSources } from '#shared/drivers/knowledge/search-sources.ts';
import { createLiveDriver } from '#shared/drivers/live-driver.ts';
import { createGenerate } from '#shared/drivers/model/create-generate.ts';
import { compileFlow } from '#shared/engine/compile-flow.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { Activation } from '#shared/runtime-api/publishing.ts';
import type { RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { executors } from '#shared/steps/registry/executors.ts';
import type { RunningFlows, VersionTarget } from '../conversations/running-flow.ts';
import type { GroupCommit } from '../storage/group-commit.ts';
import type { Place, Publications } from './publications.ts';
import { createPublishedMeaning } from './published-meaning.ts';
import { createPublishedServices } from './published-services.ts';
import type { Secrets } from './secrets.ts';

export interface PublishedFlowsOptions {
  readonly publications: Publications;
  readonly secrets: Secrets;
  readonly pool: () => RunnerPool;
  readonly searcher: KnowledgeSearcher;
  /** The database that has the knowledge. */
  readonly knowledge: Pick<KnowledgeFile, 'path' | 'store'>;
  readonly writer: Pick<GroupCommit, 'write'>;
  readonly now: () => number;
  /** Of what goes on in the background. */
  readonly onError: (error: unknown) => void;
  /** What random values of code are made from. */
  readonly randomness: Uint8Array;
  /** Development: connectors may reach this computer and its network. */
  readonly allowsLocal: boolean;
}

export interface PublishedFlows extends RunningFlows, AsyncDisposable {
  /** What new conversations run on; undefined = nothing is published there. */
  live(place: Place): VersionTarget | undefined;
  /** An activation was committed. */
  forget(place: Place): void;
}

interface Ready {
  readonly flow: Flow;
  readonly bundle: RuntimeBundle;
}

/** Compiled versions kept. */
const mostReady = 50;

export function createPublishedFlows(options: PublishedFlowsOptions): PublishedFlows {
  const { publications, secrets, searcher, knowledge, randomness, onError } = options;
  const ready = new Map<string, Ready>();
  const histories = new Map<string, readonly Activation[]>();
  let openEgress: Egress | undefined;
  const egress = (): Egress => (openEgress ??= createEgress());
  const services = createPublishedServices({ ...options, egress });
  const meaning = createPublishedMeaning({ store: knowledge.store, secrets, onError });

  function readyOf(projectId: string, version: number): Ready {
    const key = `${projectId}/${version}`;
    const known = ready.get(key);
    if (known !== undefined) return known;
    const bundle = publications.bundleOfVersion(projectId, version);
    const made = { bundle, flow: compileFlow(bundle.project, executors) };
    ready.set(key, made);
    const [oldest] = ready.keys();
    if (ready.size > mostReady && oldest !== undefined) ready.delete(oldest);
    return made;
  }

  const keyOf = ({ projectId, environment }: Place): string => `${projectId}/${environment}`;
  const historyOf = (place: Place): readonly Activation[] => {
    const known = histories.get(keyOf(place)) ?? publications.history(place);
    histories.set(keyOf(place), known);
    return known;
  };

  function readMeaning(place: Place): void {
    const live = historyOf(place).at(-1);
    if (live === undefined) return;
    meaning.read(place, () => publications.bundleOfVersion(place.projectId, live.version).project);
  }

  for (const place of publications.places()) readMeaning(place);

  return {
    flowOf: async ({ projectId, version }) => readyOf(projectId, version).flow,
    driverFor(conversation, now) {
      const { id, projectId, version } = conversation;
      const { bundle } = readyOf(projectId, version);
      return createLiveDriver({
        pool: options.pool,
        realm: projectId,
        now,
        randomness: createHash('sha256').update(randomness).update(id).digest(),
        model: createGenerate({
          providerOf: async (providerId) => secrets.model(conversation, providerId),
          withoutKey: 'refuse',
        }),
        http: createSendThroughConnector({
          connectors: () => bundle.project.connectors,
          secretOf: async (connectorId) => secrets.connector(conversation, connectorId),
          egress,
          allowsLocal: () => options.allowsLocal,
        }),
        services: services.driverFor(conversation, bundle.project),
        knowledge: async (query, signal) => {
          const sources = bundle.project.knowledgeSources;
          const byMeaning = meaning.forSearch(conversation, bundle.project);
          const { results } = await searchSources(
            {
              sources,
              path: knowledge.path,
              searcher,
              ...(byMeaning === undefined ? {} : { meaning: byMeaning }),
            },
            query,
            signal,
          );
          return { results };
        },
      });
    },
    moveTarget(conversation) {
      const move = historyOf(conversation).findLast(
        ({ conversations, rev }) => conversations === 'move' && rev > conversation.rev,
      );
      return move === undefined ? undefined : { version: move.version, rev: move.rev };
    },
    live(place) {
      const live = historyOf(place).at(-1);
      return live && { version: live.version, rev: live.rev };
    },
    forget(place) {
      histories.delete(keyOf(place));
      readMeaning(place);
    },
    async [Symbol.asyncDispose]() {
      await meaning.close();
      await services.close();
      await openEgress?.close();
    },
  };
}
