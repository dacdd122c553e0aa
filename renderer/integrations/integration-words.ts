// Integrations in words.
import type { IntegrationStatus } from '#shared/ipc/integrations.ts';
import type { Integration } from '#shared/model/entities/integration.ts';

export const engineTitles = { sqlite: 'SQLite', postgresql: 'PostgreSQL', mysql: 'MySQL' } as const;

export const effectTitles = { read: 'Reads', write: 'Writes', irreversible: 'Irreversible' } as const;

export function addressOf({ service }: Integration): string {
  if (service.kind === 'http') return service.baseUrl;
  const { engine, path, host, database } = service;
  const where = engine === 'sqlite' ? path : `${host}/${database}`;
  return `${engineTitles[engine]}${where === '' || where === '/' ? '' : ` · ${where}`}`;
}

/** What is missing until it can be used; null = nothing. */
export function lackOf({ service }: Integration, status: IntegrationStatus | undefined): string | null {
  if (status === undefined) return null;
  if (status.missingServers.length > 0) return 'Connect again';
  if (service.kind === 'database') return status.hasSecret ? null : 'Not connected';
  const { authorization } = service;
  if (authorization.kind === 'none') return null;
  if (authorization.kind === 'oauth2' && authorization.grant === 'authorization-code') {
    return status.signIn === null ? 'Not signed in' : null;
  }
  return status.hasSecret ? null : 'No secret';
}
