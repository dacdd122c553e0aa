// The connectors of projects, as this person uses them: secrets in the vault, counts in the user folder, and the way out.
// Invariants: a secret goes in and never comes out to a window; it is kept with the servers that its connector's patterns named when it
// was entered, and is sent to no others; names in the vault are made of project and connector.
import { z } from 'zod';
import { createEgress, type Egress } from '#shared/drivers/http/egress.ts';
import {
  type CheckHttp,
  type ConnectorAccess,
  type ConnectorSecret,
  createConnectorCheck,
  createSendThroughConnector,
  type SendHttp,
} from '#shared/drivers/http/send-through-connector.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectorStatuses, ConnectorTest } from '#shared/ipc/connectors.ts';
import { originsOf } from '#shared/model/connectors/choose-connector.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import type { PreferencesFile } from '../preferences.ts';
import type { Vault } from '../vault/vault.ts';
import { checkedSecret } from './checked-secret.ts';
import { countedRequest, openConnectorCounts } from './connector-counts.ts';

type ConnectorProject = Pick<ProjectDocument, 'workspace' | 'connectors'>;

export interface Connectors {
  /** Performs requests of the project's code; `project` is asked each time, so that edits count at once. */
  httpFor(project: () => ConnectorProject): SendHttp;
  /** Says what would become of a request, without sending it. */
  checkFor(project: () => ConnectorProject): CheckHttp;
  status(project: ConnectorProject): Promise<ConnectorStatuses>;
  /** For who sends it; never for a window. */
  secretOf(project: ConnectorProject, id: string): Promise<ConnectorSecret | undefined>;
  /** Throws INVALID_INPUT and what the vault throws. */
  saveSecret(project: ConnectorProject, id: string, secret: string): Promise<void>;
  deleteSecret(project: ConnectorProject, id: string): void;
  /** Asks for an address as code would. */
  test(project: ConnectorProject, id: string, url: string, signal: AbortSignal): Promise<ConnectorTest>;
  close(): Promise<void>;
}

interface ConnectorsOptions {
  /** Where counts are kept. */
  readonly folder: string;
  readonly vault: Vault;
  readonly preferences: Pick<PreferencesFile, 'read'>;
}

const keptSchema = z.object({ value: z.string(), origins: z.array(z.string()) });

export function openConnectors({ folder, vault, preferences }: ConnectorsOptions): Connectors {
  const counts = openConnectorCounts(folder);
  let egress: Egress | undefined;

  const keyOf = ({ workspace }: ConnectorProject, id: string): string => `${workspace.id}/${id}`;
  const nameOf = (project: ConnectorProject, id: string): string => `connector:${keyOf(project, id)}`;
  const allowsLocal = (): boolean => preferences.read().allowsLocalAddresses;

  const secretOf = async (project: ConnectorProject, id: string): Promise<ConnectorSecret | undefined> => {
    const kept = await vault.read(nameOf(project, id));
    return kept === undefined ? undefined : keptSchema.parse(JSON.parse(kept));
  };

  const accessFor = (project: () => ConnectorProject): ConnectorAccess => ({
    connectors: () => project().connectors,
    secretOf: (id) => secretOf(project(), id),
    egress: () => (egress ??= createEgress()),
    allowsLocal,
  });
  const httpFor: Connectors['httpFor'] = (project) =>
    createSendThroughConnector({
      ...accessFor(project),
      onRequest: (id, outcome) => counts.count(keyOf(project(), id), countedRequest(outcome)),
    });

  return {
    httpFor,
    secretOf,
    checkFor: (project) => createConnectorCheck(accessFor(project)),
    async status(project) {
      const connectors = await Promise.all(
        project.connectors.map(async (connector) => {
          const secret = vault.has(nameOf(project, connector.id))
            ? await secretOf(project, connector.id)
            : undefined;
          const missingServers =
            secret === undefined
              ? []
              : originsOf(connector).filter((origin) => !secret.origins.includes(origin));
          return {
            id: connector.id,
            hasSecret: secret !== undefined,
            missingServers,
            ...counts.read(keyOf(project, connector.id)),
          };
        }),
      );
      return { connectors, allowsLocalAddresses: allowsLocal() };
    },
    async saveSecret(project, id, secret) {
      const connector = find(project, id);
      const value = checkedSecret(secret);
      await vault.write(nameOf(project, id), JSON.stringify({ value, origins: originsOf(connector) }));
    },
    deleteSecret(project, id) {
      vault.delete(nameOf(project, id));
    },
    async test(project, id, url, signal) {
      find(project, id);
      try {
        const request = { connectors: [id], method: 'GET', url, headers: [], body: null };
        const {
          status,
          statusText,
          url: from,
          durationMs,
          bytes,
        } = await httpFor(() => project)(request, signal);
        return { answer: { status, statusText, url: from, durationMs, bytes }, error: null };
      } catch (thrown) {
        const error = AppError.from(thrown);
        if (error.blame === 'bug' || error.code === 'CANCELLED') throw error;
        return { answer: null, error: error.toJSON() };
      }
    },
    async close() {
      counts.flush();
      await egress?.close();
    },
  };
}

function find({ connectors }: ConnectorProject, id: string): Connector {
  const found = connectors.find((connector) => connector.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    'INVALID_INPUT',
    'This connector does not exist any more. Undo its deletion, or add it again.',
  );
}
