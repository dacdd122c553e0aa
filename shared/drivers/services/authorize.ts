// How a request of an integration says who asks: the secret and where it goes.
// Invariant: no secret is given out for a server that it was not entered for.
import { originOf } from '#shared/model/connectors/url-pattern.ts';
import type { HttpService } from '#shared/model/entities/integration.ts';
import { basePattern } from '#shared/model/integrations/servers.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { InjectedSecret } from '../http/secret-placement.ts';
import type { OAuthClient } from './oauth-tokens.ts';
import type { ServiceOf } from './service-access.ts';
import { noSecret } from './service-error.ts';

export interface Authorized {
  readonly secret: InjectedSecret | undefined;
  /** Further texts that must not come back. */
  readonly hidden: readonly string[];
}

const inHeader = (name: string, template: string) => ({ in: 'header', name, template }) as const;

/** `stale` is a token that the service just refused. Throws INTEGRATION_NO_SECRET, INTEGRATION_AUTHORIZATION_FAILED. */
export async function authorize(
  service: ServiceOf,
  { baseUrl, authorization }: HttpService,
  client: OAuthClient,
  stale?: string,
): Promise<Authorized> {
  switch (authorization.kind) {
    case 'none':
      return { secret: undefined, hidden: [] };
    case 'oauth2': {
      const value = await client.accessToken(service, authorization, stale);
      return { secret: { value, placement: inHeader('authorization', 'Bearer {{secret}}') }, hidden: [] };
    }
    case 'api-key': {
      const value = await secretFor(service, baseUrl);
      return { secret: { value, placement: authorization.placement }, hidden: [] };
    }
    case 'bearer': {
      const value = await secretFor(service, baseUrl);
      return { secret: { value, placement: inHeader('authorization', 'Bearer {{secret}}') }, hidden: [] };
    }
    case 'basic': {
      const password = await secretFor(service, baseUrl);
      const value = Buffer.from(`${authorization.username}:${password}`).toString('base64');
      return {
        secret: { value, placement: inHeader('authorization', 'Basic {{secret}}') },
        hidden: [password],
      };
    }
    default:
      return assertNever(authorization);
  }
}

async function secretFor({ access, integration }: ServiceOf, baseUrl: string): Promise<string> {
  const secret = await access.secretOf(integration.id);
  if (secret === undefined || secret.value === '') {
    throw noSecret(integration, 'enter its key in the list of integrations.');
  }
  const server = originOf(basePattern(baseUrl));
  if (!secret.servers.includes(server)) {
    throw noSecret(
      integration,
      `its key was not entered for ${server}. Enter it again, if it may be sent there.`,
    );
  }
  return secret.value;
}
