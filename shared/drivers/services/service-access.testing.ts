// A project with one integration, for tests of the driver of services.
import { createEgress } from '../http/egress.ts';
import { type Integration, integrationSchema } from '#shared/model/entities/integration.ts';
import { type Operation, operationSchema } from '#shared/model/entities/operation.ts';
import { serversOf } from '#shared/model/integrations/servers.ts';
import type { ServiceDriver } from '../live-driver.ts';
import type { RequestOutcome } from '../http/send-through-connector.ts';
import type { OAuthTokens, ServiceAccess, ServiceSecret } from './service-access.ts';
import { createServices, type Services } from './services.ts';

export interface TestServices extends AsyncDisposable {
  readonly driver: ServiceDriver;
  readonly services: Services;
  readonly access: ServiceAccess;
  readonly integration: Integration;
  readonly outcomes: RequestOutcome[];
  tokens: OAuthTokens | undefined;
  secret: ServiceSecret | undefined;
}

export interface TestServicesOptions {
  readonly service: object;
  readonly secret?: string;
  /** Default: those of the integration. */
  readonly servers?: readonly string[];
  readonly operations?: readonly object[];
  readonly requestsPerMinute?: number;
  readonly allowsLocal?: boolean;
}

const operationOf = (given: object): Operation =>
  operationSchema.parse({
    id: 'op',
    integrationId: 'shop',
    name: 'Operation',
    method: 'GET',
    path: '/',
    ...given,
  });

export function openTestServices({
  service,
  secret,
  servers,
  operations = [],
  requestsPerMinute,
  allowsLocal = true,
}: TestServicesOptions): TestServices {
  const integration = integrationSchema.parse({
    id: 'shop',
    name: 'Shop',
    service,
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
  });
  const egress = createEgress();
  const services = createServices(() => egress);
  const parsed = operations.map(operationOf);
  const outcomes: RequestOutcome[] = [];
  const access: ServiceAccess = {
    scope: 'project',
    idempotencyScope: 'run',
    integrations: () => [integration],
    operations: () => parsed,
    secretOf: () => Promise.resolve(test.secret),
    tokensOf: () => Promise.resolve(test.tokens),
    saveTokens: (_id, tokens) => {
      test.tokens = tokens;
      return Promise.resolve();
    },
    allowsLocal: () => allowsLocal,
    onRequest: (_id, outcome) => outcomes.push(outcome),
  };
  const test: TestServices = {
    driver: services.driverFor(access),
    services,
    access,
    integration,
    outcomes,
    tokens: undefined,
    secret: secret === undefined ? undefined : { value: secret, servers: servers ?? serversOf(integration) },
    async [Symbol.asyncDispose]() {
      await services.close();
      await egress.close();
    },
  };
  return test;
}

export const calling = (key = 'turn/1/1', signal = new AbortController().signal) => ({ key, signal });
