// Performs what actions ask of integrations: operations, requests and queries.
// Invariants: integration and operation are looked up as the project has them now; nothing that is switched off, or reaches further
// than was said, is done; limits, kept answers and connections are shared by all conversations of a project.
import type { z } from 'zod';
import { type EffectRequest, type EffectResponse, effectSchemas } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Integration } from '#shared/model/entities/integration.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import { buildRequest } from '#shared/model/integrations/build-request.ts';
import { outputsOf } from '#shared/model/integrations/operation-outputs.ts';
import type { Egress } from '../http/egress.ts';
import type { ServiceCall, ServiceDriver } from '../live-driver.ts';
import { AnswerCache } from './answer-cache.ts';
import { BatchCalls } from './batch-calls.ts';
import { OAuthClient } from './oauth-tokens.ts';
import { RateLimit } from './rate-limit.ts';
import { sendRequest } from './send-request.ts';
import type { ServiceAccess } from './service-access.ts';
import { authorizationFailed, rateLimited, refusedService } from './service-error.ts';
import { Databases } from './sql/databases.ts';

export interface Services {
  driverFor(access: ServiceAccess): ServiceDriver;
  readonly oauth: OAuthClient;
  close(): Promise<void>;
}

const reach = { read: 0, write: 1, irreversible: 2 } as const;

export function createServices(egress: () => Egress): Services {
  const oauth = new OAuthClient(egress);
  const rates = new Map<string, RateLimit>();
  const cache = new AnswerCache();
  const batches = new BatchCalls();
  const databases = new Databases();

  function rateOf(key: string): RateLimit {
    const rate = rates.get(key) ?? new RateLimit();
    rates.set(key, rate);
    return rate;
  }

  async function kept<Answer extends { readonly isFromCache: boolean }>(
    { scope }: ServiceAccess,
    wanted: EffectRequest<'operation.call'>['cache'],
    schema: z.ZodType<Answer>,
    work: () => Promise<Answer>,
  ): Promise<Answer> {
    if (wanted === null) return await work();
    const key = `${scope}/${wanted.key}`;
    const known = schema.safeParse(cache.get(key));
    if (known.success) return { ...known.data, isFromCache: true };
    const answer = await work();
    cache.set(key, answer, wanted.seconds);
    return answer;
  }

  function driverFor(access: ServiceAccess): ServiceDriver {
    const request: ServiceDriver['request'] = (asked, context) =>
      kept(access, asked.cache, effectSchemas['service.request'].response, () =>
        sendRequest(asked, {
          access,
          integration: asked.integrationId === null ? null : findIntegration(access, asked.integrationId),
          egress: egress(),
          client: oauth,
          rate: rateOf(`${access.scope}/${asked.integrationId ?? ''}`),
          key: context.key,
          signal: context.signal,
        }),
      );

    const call = async (
      { parameters, effect, timeoutMs, integrationId, operationId }: EffectRequest<'operation.call'>,
      { cause, ...context }: ServiceCall,
    ): Promise<EffectResponse<'operation.call'>> => {
      const { integration, operation } = findOperation(access, integrationId, operationId);
      if (integration.service.kind !== 'http') throw refusedService(integration, 'it is a database.');
      const { method, url, headers, body } = buildRequest(integration.service, operation, parameters);
      const asked: EffectRequest<'service.request'> = {
        effect,
        timeoutMs,
        cache: null,
        integrationId,
        method,
        url,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
      };
      const answer =
        cause === undefined
          ? await request(asked, context)
          : await cause('service.request', asked, context.signal);
      refuseFailure(integration, operation, answer);
      return {
        status: answer.status,
        outputs: outputsOf(operation, answer.body),
        requestId: answer.requestId,
        isFromCache: false,
      };
    };

    return {
      request,
      callOperation: (asked, context) =>
        kept(access, asked.cache, effectSchemas['operation.call'].response, async () => {
          const { operation, integration } = findOperation(access, asked.integrationId, asked.operationId);
          if (!operation.isEnabled) {
            throw refusedService(integration, `the operation “${operation.name}” is switched off.`);
          }
          if (reach[asked.effect] < reach[operation.effect]) {
            throw refusedService(
              integration,
              `“${operation.name}” changes things there, and the action says that it does not. Correct the effect of the action.`,
            );
          }
          return await batches.call(access.scope, operation, asked, context, call);
        }),
      query: (asked, context) =>
        kept(access, asked.cache, effectSchemas['sql.query'].response, () =>
          databases.query(asked, {
            access,
            integration: findIntegration(access, asked.integrationId),
            signal: context.signal,
          }),
        ),
    };
  }

  return { driverFor, oauth, close: () => databases.close() };
}

function findIntegration(access: ServiceAccess, id: string): Integration {
  const found = access.integrations().find((integration) => integration.id === id);
  if (found !== undefined) return found;
  throw new AppError(
    'INTEGRATION_REFUSED',
    'The integration of this action does not exist any more. Choose another one in the action.',
  );
}

function findOperation(
  access: ServiceAccess,
  integrationId: string,
  operationId: string,
): { readonly integration: Integration; readonly operation: Operation } {
  const integration = findIntegration(access, integrationId);
  const operation = access
    .operations()
    .find((each) => each.id === operationId && each.integrationId === integrationId);
  if (operation !== undefined) return { integration, operation };
  throw new AppError(
    'OPERATION_NOT_FOUND',
    `“${integration.name}” does not have the operation of this action any more. Choose another one in the action.`,
  );
}

function refuseFailure(
  integration: Integration,
  { name }: Operation,
  { status, body, requestId }: EffectResponse<'service.request'>,
): void {
  if (status < 400) return;
  const said = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const details = {
    integrationId: integration.id,
    status,
    ...(requestId === null ? {} : { requestId }),
    answer: said.slice(0, 500),
  };
  if (status === 401 || status === 403) {
    throw authorizationFailed(
      integration,
      `it answered “${name}” with status ${status}. Check its key and what the key may do.`,
    );
  }
  if (status === 429) throw rateLimited(integration, 'try again later.');
  throw new AppError(
    'OPERATION_FAILED',
    `“${name}” failed: ${integration.name} answered with status ${status}.`,
    {
      blame: status >= 500 ? 'environment' : 'user',
      details,
    },
  );
}
