// Performs `service.request`: one request of an action, with the authorization of its integration when there is one.
// Invariants: with an integration nothing is asked that is not below its base URL, on any hop of a redirect; what may have been done
// is sent again only where the server knows it again or said that it did not take it; all of it together ends by the request's time.
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { matchesUrl } from '#shared/model/connectors/url-pattern.ts';
import type { HttpService, Integration } from '#shared/model/entities/integration.ts';
import { basePattern } from '#shared/model/integrations/servers.ts';
import type { Egress, EgressResponse, EgressRules } from '../http/egress.ts';
import { readAnswerBody } from './answer-body.ts';
import { authorize, type Authorized } from './authorize.ts';
import type { OAuthClient } from './oauth-tokens.ts';
import type { RateLimit } from './rate-limit.ts';
import type { ServiceAccess, ServiceOf } from './service-access.ts';
import { namedError, noSecret, rateLimited, refusedService } from './service-error.ts';

type Request = EffectRequest<'service.request'>;
type Response = EffectResponse<'service.request'>;

export interface Sending {
  readonly access: ServiceAccess;
  /** Null: no authorization. */
  readonly integration: Integration | null;
  readonly egress: Egress;
  readonly client: OAuthClient;
  readonly rate: RateLimit;
  /** Of the effect. */
  readonly key: string;
  readonly signal: AbortSignal;
}

const mostAttempts = 4;
const firstPauseMs = 500;
const longestPauseMs = 60_000;

export async function sendRequest(request: Request, sending: Sending): Promise<Response> {
  const startedAt = performance.now();
  const deadline = AbortSignal.timeout(Math.ceil(request.timeoutMs));
  const stop = AbortSignal.any([deadline, sending.signal]);
  const remainingMs = (): number => request.timeoutMs - (performance.now() - startedAt);
  const name = sending.integration?.name ?? null;
  try {
    const { answer, attempts } = await ask(request, sending, stop, remainingMs);
    const headers = answer.headers.map(([header, value]): [string, string] => [header, value]);
    return {
      status: answer.status,
      headers,
      body: readAnswerBody(answer),
      requestId: headers.find(([header]) => requestIdHeaders.has(header))?.[1].slice(0, 200) ?? null,
      attempts,
      durationMs: Math.round(performance.now() - startedAt),
      bytes: answer.body.length,
      isFromCache: false,
    };
  } catch (thrown) {
    if (sending.signal.aborted) throw new AppError('CANCELLED', 'The request was stopped.');
    if (deadline.aborted) {
      const seconds = Math.round(request.timeoutMs / 1000);
      throw new AppError(
        'HTTP_TIMEOUT',
        `${name === null ? 'The server' : `“${name}”`} did not answer within ${seconds} seconds. Try again later, or allow more time.`,
        { blame: 'environment' },
      );
    }
    throw namedError(thrown, name);
  }
}

interface Asked {
  readonly answer: EgressResponse;
  readonly attempts: number;
}

async function ask(
  request: Request,
  sending: Sending,
  stop: AbortSignal,
  remainingMs: () => number,
): Promise<Asked> {
  const { integration, access } = sending;
  const service = integration?.service;
  if (service !== undefined && service.kind !== 'http') {
    throw refusedService({ id: integration?.id ?? '', name: integration?.name ?? '' }, 'it is a database.');
  }
  const idempotency = idempotencyHeader(request, service, sending);
  let stale: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    await waitForTurn(sending, remainingMs(), stop);
    const { rules, authorized } = await rulesFor(request, sending, service, stale);
    const answer = await once(request, idempotency, rules, sending, stop, remainingMs());
    const isRefusedToken =
      answer.status === 401 &&
      service?.authorization.kind === 'oauth2' &&
      stale === undefined &&
      authorized.secret !== undefined;
    if (isRefusedToken) {
      stale = authorized.secret?.value;
      continue;
    }
    const mayRepeat = answer.status === 429 || (answer.status === 503 && isRepeatable(request, idempotency));
    const pauseMs = pauseBefore(attempts, answer);
    if (!mayRepeat || attempts >= mostAttempts || pauseMs >= remainingMs()) {
      if (answer.status === 429 && integration !== null) {
        throw rateLimited(integration, 'it asks to wait longer than this request may take. Try again later.');
      }
      return { answer, attempts };
    }
    access.onRequest?.(integration?.id ?? '', outcomeOf(request, answer.status, null));
    await pause(pauseMs, undefined, { signal: stop });
  }
}

async function waitForTurn(
  { integration, rate }: Sending,
  longestMs: number,
  stop: AbortSignal,
): Promise<void> {
  const perMinute = integration?.requestsPerMinute ?? null;
  if (integration === null || perMinute === null || (await rate.take(perMinute, longestMs, stop))) return;
  throw rateLimited(
    integration,
    `it may be asked ${perMinute} times a minute, and this request would have to wait too long. Try again later.`,
  );
}

async function once(
  request: Request,
  idempotency: readonly (readonly [string, string])[],
  rules: EgressRules,
  { access, integration, egress }: Sending,
  stop: AbortSignal,
  timeoutMs: number,
): Promise<EgressResponse> {
  const tell = (status: number | null, error: AppError | null): void => {
    if (integration !== null) access.onRequest?.(integration.id, outcomeOf(request, status, error));
  };
  const type = request.body === null ? [] : [['content-type', request.body.contentType] as const];
  const own = new Set([...type, ...idempotency].map(([name]) => name));
  try {
    const answer = await egress.request(
      {
        method: request.method,
        url: request.url,
        headers: [
          ...request.headers.filter(([name]) => !own.has(name.toLowerCase())),
          ...type,
          ...idempotency,
        ],
        ...(request.body === null ? {} : { body: Buffer.from(request.body.text) }),
      },
      { ...rules, limits: { timeoutMs: Math.max(1, Math.ceil(timeoutMs)) } },
      stop,
    );
    tell(answer.status, null);
    return answer;
  } catch (thrown) {
    const error = namedError(thrown, integration?.name ?? null);
    if (error.code !== 'CANCELLED') tell(null, error);
    throw error;
  }
}

interface Rules {
  readonly rules: EgressRules;
  readonly authorized: Authorized;
}

async function rulesFor(
  { url }: Request,
  { access, integration, client }: Sending,
  service: HttpService | undefined,
  stale: string | undefined,
): Promise<Rules> {
  const allowsLocal = access.allowsLocal();
  if (integration === null || service === undefined) {
    const permits = ({ protocol, hostname }: URL): boolean =>
      protocol === 'https:' || (allowsLocal && /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(hostname));
    return { rules: { permits, allowsLocal }, authorized: { secret: undefined, hidden: [] } };
  }
  const pattern = basePattern(service.baseUrl);
  const permits = (asked: URL): boolean => matchesUrl(pattern, asked) || isBase(asked, service.baseUrl);
  const asked = URL.parse(url);
  if (asked === null || !permits(asked)) {
    throw refusedService(integration, `the address is not below ${service.baseUrl.slice(0, 300)}.`);
  }
  const of: ServiceOf = { access, integration };
  const authorized = await authorize(of, service, client, stale);
  if (service.authorization.kind !== 'none' && authorized.secret === undefined) {
    throw noSecret(integration, 'enter its key in the list of integrations.');
  }
  return {
    rules: {
      permits,
      allowsLocal,
      hidden: authorized.hidden,
      ...(authorized.secret === undefined ? {} : { secret: authorized.secret }),
    },
    authorized,
  };
}

/** An operation may be the base URL itself, with a query. */
function isBase(asked: URL, baseUrl: string): boolean {
  const base = URL.parse(baseUrl);
  return (
    base !== null &&
    asked.username === '' &&
    asked.password === '' &&
    asked.origin === base.origin &&
    asked.pathname.replace(/\/$/u, '') === base.pathname.replace(/\/$/u, '')
  );
}

function idempotencyHeader(
  { effect }: Request,
  service: HttpService | undefined,
  { access, key }: Sending,
): readonly (readonly [string, string])[] {
  const name = service?.idempotencyHeader ?? '';
  if (name === '' || effect === 'read') return [];
  const hash = createHash('sha256').update(`${access.idempotencyScope}\n${key}`).digest('hex');
  return [[name.toLowerCase(), hash.slice(0, 32)]];
}

function isRepeatable({ effect }: Request, idempotency: readonly unknown[]): boolean {
  return effect === 'read' || idempotency.length > 0;
}

/** As long as the server says, else longer each time; not all at the same moment. */
function pauseBefore(attempts: number, { headers }: EgressResponse): number {
  const said = headers.find(([name]) => name === 'retry-after')?.[1].trim();
  if (said !== undefined && /^\d{1,6}(?:\.\d+)?$/u.test(said)) return Number(said) * 1000;
  const at = said === undefined ? Number.NaN : Date.parse(said);
  if (!Number.isNaN(at)) return Math.max(0, at - Date.now());
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1) * (0.75 + Math.random() / 2));
}

function outcomeOf({ method, url }: Request, status: number | null, error: AppError | null) {
  return {
    status,
    method: method.toUpperCase().slice(0, 20),
    address: (url.split(/[?#]/u, 1)[0] ?? '').slice(0, 300),
    error,
  };
}

/** As the services of the presets, and most others, call it. */
const requestIdHeaders = new Set([
  'request-id',
  'x-request-id',
  'x-correlation-id',
  'x-hubspot-correlation-id',
  'x-zendesk-request-id',
  'x-slack-req-id',
  'twilio-request-id',
  'x-message-id',
  'x-amzn-requestid',
]);
