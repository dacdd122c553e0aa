// The host: all channels, and the windows that are connected.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { createEmbed } from '#shared/drivers/model/embed-texts.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { openAuditLog } from './actions/audit-log.ts';
import { createActionHandlers } from './actions/handlers.ts';
import { openConnectors } from './connectors/connectors.ts';
import { createConnectorHandlers } from './connectors/handlers.ts';
import { createProjectHandlers } from './handlers/project-handlers.ts';
import { createDemoArea } from './integrations/demo-handlers.ts';
import { createIntegrationHandlers } from './integrations/handlers.ts';
import { openIntegrations } from './integrations/integrations.ts';
import type { Connection, Host, HostOptions } from './host.ts';
import { createKnowledgeArea } from './knowledge/handlers.ts';
import { designTimeModel } from './models/design-time-model.ts';
import { createModelHandlers } from './models/handlers.ts';
import { openModelProviders } from './models/model-providers.ts';
import { OpenProjects } from './open-projects.ts';
import { openPreferences } from './preferences.ts';
import { openDryRuns } from './preview/dry-runs.ts';
import { createPreviewArea } from './preview/handlers.ts';
import { createProjects } from './projects.ts';
import { createPublishArea } from './publish/handlers.ts';
import { createRuntimeSecrets } from './publish/runtime-secrets.ts';
import { openTargetKeys } from './publish/target-keys.ts';
import { userFolders } from './user-folders.ts';
import { openVault } from './vault/vault.ts';
import { WindowConnection } from './window-connection.ts';

export function createHost({ shell, keyStore }: HostOptions): Host {
  const folders = userFolders();
  const vault = openVault(folders.data, keyStore);
  const models = openModelProviders(folders.data, vault);
  const preferences = openPreferences(join(folders.data, 'preferences.json'), (changed) => {
    for (const window of connections.values()) window.notify('preferences.changed', changed);
  });
  const connectors = openConnectors({ folder: folders.data, vault, preferences });
  const integrations = openIntegrations({ folder: folders.data, vault, preferences });
  const demo = createDemoArea(integrations, preferences);
  const knowledge = createKnowledgeArea({
    allowsLocal: () => preferences.read().allowsLocalAddresses,
    embed: createEmbed({ providerOf: models.find }),
  });
  const audit = openAuditLog(folders.data);
  const preview = createPreviewArea({
    model: designTimeModel(models),
    connectors,
    integrations,
    search: knowledge.search,
    dryRuns: openDryRuns(join(folders.data, 'dry-runs.json')),
    audit,
  });
  const publish = createPublishArea({
    keys: openTargetKeys(vault),
    secrets: createRuntimeSecrets({ connectors, integrations, models }),
  });
  const appInfo = { version: packageJson.version, projectsFolder: folders.projects, shell };
  const handlers = {
    ...createProjectHandlers({
      appInfo,
      projects: createProjects(folders, presetsFolder()),
      preferences,
    }),
    ...createModelHandlers(models, vault),
    ...createConnectorHandlers(connectors),
    ...createIntegrationHandlers(integrations),
    ...demo.handlers,
    ...createActionHandlers(audit),
    ...knowledge.handlers,
    ...publish.handlers,
    ...preview.handlers,
  };
  const projects = new OpenProjects();
  const connections = new Map<Connection, WindowConnection>();

  return {
    connect(send) {
      const window = new WindowConnection({ handlers, projects, send, reportBug });
      const connection: Connection = {
        receive: (frame) => window.receive(frame),
        close() {
          connections.delete(connection);
          window.close();
        },
      };
      connections.set(connection, window);
      return connection;
    },
    async close() {
      for (const connection of connections.keys()) connection.close();
      await preview.close();
      await knowledge.close();
      await connectors.close();
      await integrations.close();
      await publish.close();
      await demo.close();
    },
  };
}

/** Beside the sources, or beside the bundled host in the packaged app. */
function presetsFolder(): string {
  const fromSource = join(import.meta.dirname, '../../resources/presets');
  return existsSync(fromSource) ? fromSource : join(import.meta.dirname, 'resources/presets');
}

function reportBug(error: AppError): void {
  process.stderr.write(`${error.stack ?? error.message}\n`);
}
