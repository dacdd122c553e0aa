// What a project uses that lies on one computer or in its network: a runtime reaches it only if it was started to allow that.
import { isLocalAddress } from '#shared/drivers/http/address-guard.ts';
import type { ProjectNeeds } from '#shared/engine/check/project-needs.ts';
import type { PublishLook } from '#shared/ipc/publish.ts';
import { originsOf } from '#shared/model/connectors/choose-connector.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

export function localServices(
  { connectors, integrations }: ProjectDocument,
  needs: ProjectNeeds,
): PublishLook['localServices'] {
  const used = new Set([...needs.connectors, ...needs.integrations].map(({ id }) => id));
  return [
    ...connectors.map((connector) => ({ ...connector, servers: originsOf(connector) })),
    ...integrations.map((integration) => ({ ...integration, servers: serversOf(integration) })),
  ].flatMap(({ id, name, servers }) => {
    const server = servers.find(isLocal);
    return used.has(id) && server !== undefined ? { id, name, server } : [];
  });
}

/** As `originOf` and `serversOf` write it. Names of other computers of the network cannot be told from public ones. */
function isLocal(server: string): boolean {
  if (server.startsWith('sqlite:')) return true;
  const host = /^[a-z]+:\/\/(\[[^\]]+\]|[^:/]+)/u.exec(server)?.[1] ?? '';
  return host === 'localhost' || isLocalAddress(host.replace(/^\[|\]$/gu, ''));
}
