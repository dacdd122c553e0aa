// The servers that an integration's secret is entered for. It is sent to no others, whatever a project says later.
import { originOf, parseUrlPattern, readUrlPattern, type UrlPattern } from '../connectors/url-pattern.ts';
import type { DatabaseService, Integration } from '../entities/integration.ts';

/** Everything below the base URL. Throws INVALID_INPUT, which says what is wrong with it. */
export function basePattern(baseUrl: string): UrlPattern {
  return parseUrlPattern(`${baseUrl.trim().replace(/\/+$/u, '')}/*`);
}

export function databaseServer({ engine, path, host, port }: DatabaseService): string {
  return engine === 'sqlite'
    ? `sqlite:${path}`
    : `${engine}://${host.toLowerCase()}:${port ?? (engine === 'postgresql' ? 5432 : 3306)}`;
}

/** Addresses that cannot be understood are none. */
export function serversOf({ service }: Pick<Integration, 'service'>): readonly string[] {
  if (service.kind === 'database') return [databaseServer(service)];
  const { authorization } = service;
  const addresses = [
    `${service.baseUrl.trim().replace(/\/+$/u, '')}/*`,
    ...(authorization.kind === 'oauth2'
      ? [authorization.authorizationUrl, authorization.tokenUrl, authorization.revocationUrl]
      : []),
  ];
  return [...new Set(addresses.flatMap(serverOf))];
}

/** Of one address; query and fragment do not count. */
export function serverOf(address: string): readonly string[] {
  const pattern = readUrlPattern(address.split(/[?#]/u, 1)[0] ?? '');
  return pattern === undefined ? [] : [originOf(pattern)];
}
