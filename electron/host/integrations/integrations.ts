// The integrations of projects, as this person uses them: secrets and tokens in the vault, counts in the user folder, and the driver
// that previews and the command line share.
// Invariants: secrets and tokens go in and never come out to a window; each is kept with the servers that it was entered for; names in the
// vault are made of project and integration.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DemoServices } from '#shared/demo-services/demo-services.ts';
import { createEgress, type Egress } from '#shared/drivers/http/egress.ts';
import type { ServiceDriver } from '#shared/drivers/live-driver.ts';
import type { OAuthTokens, ServiceAccess, ServiceSecret } from '#shared/drivers/services/service-access.ts';
import { createServices, type Services } from '#shared/drivers/services/services.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { IntegrationStatuses } from '#shared/ipc/integrations.ts';
import type { Integration, OAuth } from '#shared/model/entities/integration.ts';
import { demo as demoPreset } from '#shared/model/integration-presets/demo.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ProjectDocument } from '#shared/model/project.ts';
import { checkedSecret } from '../connectors/checked-secret.ts';
import { countedRequest, openConnectorCounts } from '../connectors/connector-counts.ts';
import type { PreferencesFile } from '../preferences.ts';
import type { Vault } from '../vault/vault.ts';
import { SignIns } from './sign-in.ts';

export type IntegrationProject = Pick<ProjectDocument, 'workspace' | 'integrations' | 'operations'>;

export interface Integrations {
  /** For one conversation; `project` is asked each time, so that edits count at once. */
  servicesFor(project: () => IntegrationProject): ServiceDriver;
  status(project: IntegrationProject): Promise<IntegrationStatuses>;
  /** For who sends them; never for a window. */
  secretOf(project: IntegrationProject, id: string): Promise<ServiceSecret | undefined>;
  tokensOf(project: IntegrationProject, id: string): Promise<OAuthTokens | undefined>;
  /** Throws INVALID_INPUT and what the vault throws. */
  saveSecret(project: IntegrationProject, id: string, secret: string): Promise<void>;
  /** What cannot be taken back at the service is forgotten here all the same. */
  disconnect(project: IntegrationProject, id: string): Promise<void>;
  signIn(
    project: IntegrationProject,
    id: string,
  ): Promise<{ readonly url: string; readonly redirectUri: string }>;
  signedIn(project: IntegrationProject, id: string, signal: AbortSignal): Promise<void>;
  refresh(project: IntegrationProject, id: string): Promise<void>;
  /** The guarded way out, and whether this computer may be reached. */
  readonly egress: () => Egress;
  allowsLocal(): boolean;
  close(): Promise<void>;
}

interface IntegrationsOptions {
  /** Where counts are kept. */
  readonly folder: string;
  readonly vault: Vault;
  readonly preferences: Pick<PreferencesFile, 'read'>;
  /** Demo services of this process, which demo integrations use in the place of their address and of a key from the vault. */
  readonly demo?: Pick<DemoServices, 'url' | 'key'> | undefined;
}

const secretSchema = z.object({ value: z.string(), servers: z.array(z.string()) });
const tokensSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.number().nullable(),
  servers: z.array(z.string()),
});

export function openIntegrations({ folder, vault, preferences, demo }: IntegrationsOptions): Integrations {
  const counts = openConnectorCounts(folder);
  let open: Egress | undefined;
  const egress = (): Egress => (open ??= createEgress());
  const services: Services = createServices(egress);
  const signIns = new SignIns();

  const keyOf = ({ workspace }: IntegrationProject, id: string): string => `${workspace.id}/${id}`;
  const secretName = (project: IntegrationProject, id: string): string => `integration:${keyOf(project, id)}`;
  const tokensName = (project: IntegrationProject, id: string): string =>
    `integration-tokens:${keyOf(project, id)}`;
  const allowsLocal = (): boolean => preferences.read().allowsLocalAddresses;

  async function read<Kept>(name: string, schema: z.ZodType<Kept>): Promise<Kept | undefined> {
    const kept = vault.has(name) ? await vault.read(name) : undefined;
    return kept === undefined ? undefined : schema.parse(JSON.parse(kept));
  }
  const secretOf = (project: IntegrationProject, id: string): Promise<ServiceSecret | undefined> =>
    read(secretName(project, id), secretSchema);
  const tokensOf = (project: IntegrationProject, id: string): Promise<OAuthTokens | undefined> =>
    read(tokensName(project, id), tokensSchema);

  const accessTo = (project: () => IntegrationProject): ServiceAccess => ({
    scope: project().workspace.id,
    idempotencyScope: randomUUID(),
    integrations: () =>
      demo === undefined
        ? project().integrations
        : project().integrations.map((integration) => movedTo(demo.url, integration)),
    operations: () => project().operations,
    secretOf: (id) =>
      demo !== undefined && isDemo(findIntegration(project(), id))
        ? Promise.resolve({ value: demo.key, servers: [demo.url] })
        : secretOf(project(), id),
    tokensOf: (id) => tokensOf(project(), id),
    saveTokens: (id, tokens) => vault.write(tokensName(project(), id), JSON.stringify(tokens)),
    allowsLocal: () => demo !== undefined || allowsLocal(),
    onRequest: (id, outcome) => counts.count(keyOf(project(), id), countedRequest(outcome)),
  });
  const oauthOf = (project: IntegrationProject, id: string) => {
    const integration = findIntegration(project, id);
    return {
      service: { access: accessTo(() => project), integration },
      settings: oauthSettings(integration),
    };
  };

  return {
    egress,
    allowsLocal,
    secretOf,
    tokensOf,
    servicesFor: (project) => services.driverFor(accessTo(project)),
    async status(project) {
      const integrations = await Promise.all(
        project.integrations.map(async (integration) => {
          const { id } = integration;
          const secret = await secretOf(project, id);
          const tokens = await tokensOf(project, id);
          const known = secret?.servers ?? tokens?.servers;
          return {
            id,
            hasSecret: secret !== undefined,
            missingServers:
              known === undefined ? [] : serversOf(integration).filter((server) => !known.includes(server)),
            signIn:
              tokens === undefined
                ? null
                : { expiresAt: tokens.expiresAt, canRefresh: tokens.refreshToken !== null },
            ...counts.read(keyOf(project, id)),
          };
        }),
      );
      return { integrations, allowsLocalAddresses: allowsLocal() };
    },
    async saveSecret(project, id, secret) {
      const integration = findIntegration(project, id);
      const value = secretFor(integration, secret);
      await vault.write(secretName(project, id), JSON.stringify({ value, servers: serversOf(integration) }));
    },
    async disconnect(project, id) {
      const integration = project.integrations.find((each) => each.id === id);
      const authorization = integration?.service.kind === 'http' ? integration.service.authorization : null;
      try {
        if (integration !== undefined && authorization?.kind === 'oauth2') {
          await services.oauth.revoke({ access: accessTo(() => project), integration }, authorization);
        }
      } finally {
        vault.delete(tokensName(project, id));
        vault.delete(secretName(project, id));
      }
    },
    async signIn(project, id) {
      const { service, settings } = oauthOf(project, id);
      return await signIns.start(keyOf(project, id), {
        start: (redirectUri) => services.oauth.start(service, settings, redirectUri),
        finish: (started, answer) => services.oauth.finish(service, settings, started, answer),
      });
    },
    signedIn: (project, id, signal) => signIns.ended(keyOf(project, id), signal),
    async refresh(project, id) {
      const { service, settings } = oauthOf(project, id);
      const tokens = await tokensOf(project, id);
      await services.oauth.accessToken(service, settings, tokens?.accessToken);
    },
    async close() {
      counts.flush();
      signIns.close();
      await services.close();
      await open?.close();
    },
  };
}

const isDemo = ({ preset }: Integration): boolean => preset === demoPreset.id;

function movedTo(baseUrl: string, integration: Integration): Integration {
  const { service } = integration;
  return isDemo(integration) && service.kind === 'http'
    ? { ...integration, service: { ...service, baseUrl } }
    : integration;
}

export function findIntegration({ integrations }: IntegrationProject, id: string): Integration {
  const found = integrations.find((integration) => integration.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    'INVALID_INPUT',
    'This integration does not exist any more. Undo its deletion, or add it again.',
  );
}

function oauthSettings({ name, service }: Integration): OAuth {
  if (service.kind === 'http' && service.authorization.kind === 'oauth2') return service.authorization;
  throw new AppError('INVALID_INPUT', `“${name}” does not sign in by OAuth 2.`);
}

/** Throws INVALID_INPUT; the message has nothing of the secret. */
function secretFor({ service }: Integration, given: string): string {
  if (service.kind === 'database') return given;
  const { kind } = service.authorization;
  return given.trim() === '' && (kind === 'none' || kind === 'oauth2') ? '' : checkedSecret(given);
}
