import { join } from 'node:path';
import { openConnectors } from '#host/connectors/connectors.ts';
import { openIntegrations } from '#host/integrations/integrations.ts';
import { designTimeModel } from '#host/models/design-time-model.ts';
import { openModelProviders } from '#host/models/model-providers.ts';
import { openPreferences } from '#host/preferences.ts';
import { openSession } from '#host/preview/open-session.ts';
import { playScript } from '#host/preview/play-script.ts';
import { userFolders } from '#host/user-folders.ts';
import { openVault } from '#host/vault/vault.ts';
import { startDemoServices } from '#shared/demo-services/demo-services.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { ScriptAction } from '#shared/engine/scenario.ts';
import { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import { searchSources } from '#shared/drivers/knowledge/search-sources.ts';
import { createEmbed } from '#shared/drivers/model/embed-texts.ts';
import { createRunnerPool, type RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { createChat } from './chat.ts';
import { openFile } from './open-file.ts';
import type { Output } from './output.ts';

export interface RunOptions {
  readonly workflow?: string | undefined;
  readonly testUser?: string | undefined;
  /** When the conversation begins, epoch ms; default: now. */
  readonly at?: number | undefined;
  readonly json: boolean;
  /** Starts the demo services for as long as the conversation lasts. */
  readonly demo: boolean;
}

/**
 * Starts a conversation, plays the script, and writes what happens as it happens. The conversation's clock stands still but
 * for what is skipped, so that a slow computer changes nothing. Returns 1 when a turn failed.
 */
export async function run(
  file: string,
  script: readonly ScriptAction[],
  { workflow, testUser, at = Date.now(), json, demo: isDemo }: RunOptions,
  { write, signal }: Output,
): Promise<0 | 1> {
  using opened = openFile(file);
  const { path } = opened;
  const document = opened.document();
  let pool: RunnerPool | undefined;
  let hasFailed = false;
  const { data } = userFolders();
  const vault = openVault(data);
  const preferences = openPreferences(join(data, 'preferences.json'));
  const connectors = openConnectors({ folder: data, vault, preferences });
  await using demo = isDemo ? await startDemoServices({ port: 0 }) : undefined;
  const integrations = openIntegrations({ folder: data, vault, preferences, demo });
  const searcher = new KnowledgeSearcher();
  const providers = openModelProviders(data, vault);
  const model = document.workspace.embeddingModel;
  const meaning =
    model !== null && opened.readKnowledge(({ vectors }) => vectors.hasAny(model))
      ? { meaning: { model, embed: createEmbed({ providerOf: providers.find }) } }
      : {};
  const session = openSession({
    id: 'conversation',
    turnPrefix: '',
    document,
    ...(testUser === undefined ? {} : { testUser }),
    ...(workflow === undefined ? {} : { workflow }),
    baseClock: () => at,
    hasRealTimers: false,
    model: designTimeModel(providers),
    http: connectors.httpFor(() => document),
    services: integrations.servicesFor(() => document),
    knowledge: (query, stop) =>
      searchSources({ sources: document.knowledgeSources, path, searcher, ...meaning }, query, stop),
    pool: () => (pool ??= createRunnerPool({ maxRunners: 1, spares: 0 })),
    onRecord: ({ event }) => {
      hasFailed ||= event.type === 'turn.failed';
      write(describe(event));
    },
  });
  const describe = json
    ? (event: RunEvent) => `${JSON.stringify(event)}\n`
    : createChat(document, session.view().testUser.name);

  const close = (): void => session.close();
  signal.addEventListener('abort', close);
  try {
    await session.start();
    await playScript(session, script, document);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', close);
    session.close();
    await pool?.close();
    await connectors.close();
    await integrations.close();
    await searcher.close();
  }
  return hasFailed ? 1 : 0;
}
