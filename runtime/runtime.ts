// A runtime put together: storage, conversations, publications and the HTTP server.
// Invariants: it listens when it is ready and not before; closing lets turns end, then commits, then lets go of the database.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { KnowledgeSearcher } from '#shared/drivers/knowledge/knowledge-searcher.ts';
import { openKnowledgeFile } from '#shared/drivers/knowledge/knowledge-file.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createRunnerPool, type RunnerPool } from '#shared/sandbox/client/runner-pool.ts';
import { createApiKeys } from './access/api-keys.ts';
import { createIdentities } from './access/identities.ts';
import { openMasterKey } from './access/master-key.ts';
import { requireReadable, sealedValues } from './access/sealed-values.ts';
import { RateLimits } from './access/rate-limits.ts';
import { createSessions } from './access/sessions.ts';
import { Conversations } from './conversations/conversations.ts';
import { createTimerScheduler } from './conversations/timer-scheduler.ts';
import { createPublications } from './publishing/publications.ts';
import { createPublishedFlows } from './publishing/published-flows.ts';
import { createSecrets } from './publishing/secrets.ts';
import { createApp } from './server/create-app.ts';
import type { Services } from './server/environment.ts';
import { createMetrics } from './server/metrics.ts';
import { makeAdminKey } from './lost-keys.ts';
import { watchAnswers } from './server/open-answers.ts';
import type { Settings } from './settings.ts';
import { createAuditLog } from './storage/audit-log.ts';
import { createConversationReader } from './storage/conversation-reader.ts';
import { CommitThread } from './storage/commit-thread.ts';
import { GroupCommit } from './storage/group-commit.ts';
import { startHousekeeping } from './storage/housekeeping.ts';
import { openDatabase } from './storage/open-database.ts';
import { createPersonalData } from './storage/personal-data.ts';
import { createReceipts } from './storage/receipts.ts';
import { storageFailure } from './storage/storage-failure.ts';
import { createSqliteConversationStore } from './storage/sqlite-conversation-store.ts';

export interface RuntimeOptions {
  readonly settings: Settings;
  /** Epoch ms; default: the computer's clock. */
  readonly now?: () => number;
  /** Names of conversations; default: random. */
  readonly newId?: () => string;
  /** What turns of a conversation are named after; default: the conversation. */
  readonly turnPrefix?: (conversationId: string) => string;
  readonly log?: Logger;
}

export interface Runtime {
  readonly url: string;
  readonly services: Services;
  /** The admin key that was made, at the first start. */
  readonly adminKey: string | undefined;
  /** Processes that run code steps. */
  readonly runnerPids: () => readonly number[];
  /** Turns that run may end within `patience` ms; the others run again after the next start. */
  close(patience?: number): Promise<void>;
}

const defaultPatience = 10_000;
const patienceWithAnswers = 1000;
/** Code steps that may wait for a process. What is accepted is bounded before. */
const mostCodeWaiting = 20_000;
/** Isolates are replaced often; a process is replaced for good measure. */
const runsPerRunner = 10_000;

/** Throws STORAGE_FAILED and INVALID_INPUT, which say what to do. */
export async function openRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { settings, now = Date.now } = options;
  const { log = pino({ level: settings.DIALOGRAM_LOG, base: { service: 'dialogram-runtime' } }) } = options;
  const { database, path, close: closeDatabase, masterKey, knowledge } = openData(settings);
  const commitThread = new CommitThread(path);
  const searcher = new KnowledgeSearcher();
  let pool: RunnerPool | undefined;
  let isReady = false;
  let isStorageWell = true;

  const metrics = createMetrics({
    pending: () => conversations.pending,
    inMemory: () => conversations.inMemory,
    runners: () => pool?.stats().runners ?? {},
  });
  const writer = new GroupCommit(database, commitThread, (statistics) => {
    isStorageWell = !statistics.isFailed;
    metrics.commit(statistics);
  });
  const report = (error: unknown): void => log.error({ err: error }, 'failed, and is tried again');
  const publications = createPublications(database);
  const secrets = createSecrets(database, masterKey);
  const flows = createPublishedFlows({
    publications,
    secrets,
    pool: () =>
      (pool ??= createRunnerPool({
        maxRunners: settings.DIALOGRAM_RUNNERS,
        spares: Math.min(2, settings.DIALOGRAM_RUNNERS),
        maxQueued: mostCodeWaiting,
        runsPerRunner,
      })),
    searcher,
    knowledge,
    writer,
    now,
    onError: report,
    randomness: masterKey.derive('randomness'),
    allowsLocal: settings.DIALOGRAM_ALLOW_LOCAL,
  });
  const store = createSqliteConversationStore(database, writer);
  const reader = createConversationReader(database);
  const conversations = new Conversations({
    store,
    placeOf: reader.placeOf,
    flows,
    now,
    scheduler: createTimerScheduler({ store, now, onError: report }),
    turnPrefix: options.turnPrefix ?? ((id) => `${id}.`),
    onTurn: (outcome, seconds) => metrics.turn(outcome, seconds),
    onError(id, error) {
      metrics.failed(error.code);
      log.error({ err: error, conversation: id }, 'turn failed, and is tried again');
    },
  });
  const receipts = createReceipts(database);
  const audit = createAuditLog(database);
  const apiKeys = createApiKeys(database);
  const personalData = createPersonalData(database);
  const services: Services = {
    settings,
    database,
    writer,
    receipts,
    audit,
    apiKeys,
    masterKey,
    sessions: createSessions(masterKey),
    identities: createIdentities(database, masterKey),
    rates: new RateLimits(),
    secrets,
    publications,
    flows,
    knowledge: knowledge.store,
    conversations,
    reader,
    personalData,
    metrics,
    log,
    now,
    newId: options.newId ?? (() => `c_${randomBytes(16).toString('base64url')}`),
    isReady() {
      if (isReady && !isStorageWell) tryStorage();
      return isReady && isStorageWell;
    },
  };

  /** Whoever waits until it is ready sends nothing to store meanwhile: this writes a page, and its commit says how it is now. */
  function tryStorage(): void {
    const version = Number(database.pragma('user_version', { simple: true }));
    writer.write(() => database.pragma(`user_version = ${version}`)).catch(report);
  }

  async function release(): Promise<void> {
    await Promise.all([pool?.close(), searcher.close(), flows[Symbol.asyncDispose]()]);
    await writer.drained();
    await commitThread.close();
    knowledge[Symbol.dispose]();
    closeDatabase();
  }

  const server = createServer({
    requestTimeout: 120_000,
    headersTimeout: 20_000,
    keepAliveTimeout: 30_000,
  });
  try {
    const answers = watchAnswers(server);
    const answer = getRequestListener(createApp(services).fetch);
    server.on('request', (request, response) => void answer(request, response));
    await conversations.start();
    const endHousekeeping = startHousekeeping(
      { database, writer, receipts, reader, personalData, audit, now },
      report,
    );
    const url = await listen(server, settings);
    // Not before: who cannot listen ends, and has shown it to nobody.
    const adminKey = await firstKey(services);
    isReady = true;
    return {
      url,
      services,
      adminKey,
      runnerPids: () => pool?.stats().pids ?? [],
      async close(patience = defaultPatience) {
        isReady = false;
        endHousekeeping();
        server.close();
        await conversations.stop(patience);
        await writer.drained();
        // Whoever waits for a turn that has ended is told.
        await answers.given(Math.min(patience, patienceWithAnswers));
        server.closeAllConnections();
        await release();
      },
    };
  } catch (error) {
    server.close();
    await conversations.stop(0);
    await release();
    throw error;
  }
}

/** All of the data folder, or nothing of it. Throws STORAGE_FAILED and INVALID_INPUT. */
function openData({ DIALOGRAM_DATA: folder, DIALOGRAM_MASTER_KEY }: Settings) {
  const opened = openDatabase(folder);
  try {
    const sealed = sealedValues(opened.database);
    const masterKey = openMasterKey(folder, DIALOGRAM_MASTER_KEY, sealed.length === 0);
    requireReadable(sealed, masterKey);
    return { ...opened, masterKey, knowledge: openKnowledgeFile(join(folder, 'knowledge.sqlite')) };
  } catch (error) {
    opened.close();
    throw storageFailure(error);
  }
}

/** The key that makes the others, when there is none yet. */
async function firstKey({ apiKeys, audit, writer, now }: Services): Promise<string | undefined> {
  if (apiKeys.list().length > 0) return undefined;
  return writer.write(() => makeAdminKey(apiKeys, audit, now()));
}

async function listen(server: Server, { PORT, HOST }: Settings): Promise<string> {
  server.listen(PORT, HOST);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new AppError(
      'INVALID_INPUT',
      `The runtime cannot listen on ${HOST}, port ${PORT}: it may be in use, or not be of this computer. Set PORT or HOST.`,
      { blame: 'environment', cause },
    );
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : PORT;
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
}
