// Whether a runtime has the secrets that a project needs, as the project is now.
// Invariant: pure; one that was entered for other servers is as good as none, for it is sent to no others.
import type { PublishLook } from '#shared/ipc/publish.ts';
import { originsOf } from '#shared/model/connectors/choose-connector.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ProjectDocument } from '#shared/model/project.ts';

type SecretState = PublishLook['secrets'][number]['state'];

/** `kept`: servers that the one in the runtime may be sent to; undefined when there is none. */
export function secretState(
  document: ProjectDocument,
  name: string,
  kept: readonly string[] | undefined,
): SecretState {
  if (kept === undefined) return 'absent';
  const servers = serversFor(document, name);
  if (servers.length === 0) return 'there';
  if (kept.length === 0) return 'without';
  return servers.every((server) => kept.includes(server)) ? 'there' : 'elsewhere';
}

/** None for what is not kept with its servers: keys of models, and the tokens of OAuth 2, which have servers of their own. */
function serversFor({ connectors, integrations }: ProjectDocument, name: string): readonly string[] {
  const connector = connectors.find(({ id }) => name === `connector:${id}`);
  if (connector !== undefined) return originsOf(connector);
  const integration = integrations.find(({ id }) => name === `integration:${id}`);
  if (integration === undefined) return [];
  const { service } = integration;
  return service.kind === 'http' && service.authorization.kind === 'oauth2' ? [] : serversOf(integration);
}
