// Performs `http.request`: finds the connector that allows the address, puts in its secret, and sends it by the guarded way out.
// Invariants: only connectors that the step has are looked at, as the project has them now; a secret goes to servers that it was
// saved for and to no others, so that a project of someone else's that names the same connector gets nothing.
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { bestPattern, chooseConnector } from '#shared/model/connectors/choose-connector.ts';
import { originOf } from '#shared/model/connectors/url-pattern.ts';
import type { Connector } from '#shared/model/entities/connector.ts';
import { isUtf8 } from 'node:buffer';
import type { Egress, EgressRequest, EgressRules } from './egress.ts';
import { refusedRequest } from './http-error.ts';

export type SendHttp = (
  request: EffectRequest<'http.request'>,
  signal: AbortSignal,
) => Promise<EffectResponse<'http.request'>>;

export interface ConnectorSecret {
  readonly value: string;
  /** The servers it was entered for, as `originOf` writes them. */
  readonly origins: readonly string[];
}

export interface ConnectorAccess {
  /** Those of the project, as they are now. */
  connectors(): readonly Connector[];
  secretOf(connectorId: string): Promise<ConnectorSecret | undefined>;
  egress(): Egress;
  /** Development: whether this computer and its network may be reached. */
  allowsLocal(): boolean;
  /** Told of every request that went through a connector. */
  onRequest?(connectorId: string, outcome: RequestOutcome): void;
}

export interface RequestOutcome {
  /** Null when there was no answer. */
  readonly status: number | null;
  readonly method: string;
  /** Without query. */
  readonly address: string;
  readonly error: AppError | null;
}

export function createSendThroughConnector(access: ConnectorAccess): SendHttp {
  return async (request, signal) => {
    const { url, address, connector } = pathOf(request, access);
    const startedAt = performance.now();
    const tell = (status: number | null, error: AppError | null): void =>
      access.onRequest?.(connector.id, {
        status,
        method: request.method.toUpperCase().slice(0, 20),
        address,
        error,
      });
    try {
      const rules = await rulesFor(connector, url, access);
      const answer = await access.egress().request(outgoing(request), rules, signal);
      tell(answer.status, null);
      return {
        status: answer.status,
        statusText: answer.statusText,
        url: answer.url,
        isRedirected: answer.isRedirected,
        headers: answer.headers.map(([name, value]) => [name, value]),
        body: isUtf8(answer.body)
          ? { text: answer.body.toString('utf8') }
          : { base64: answer.body.toString('base64') },
        connectorId: connector.id,
        durationMs: Math.round(performance.now() - startedAt),
        bytes: answer.body.length,
      };
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code !== 'CANCELLED') tell(null, error);
      throw error;
    }
  };
}

/** Rejects as sending the request would, as far as can be told without asking anybody. */
export type CheckHttp = (request: EffectRequest<'http.request'>) => Promise<void>;

export function createConnectorCheck(access: ConnectorAccess): CheckHttp {
  return async (request) => {
    const { url, connector } = pathOf(request, access);
    access.egress().check(outgoing(request), await rulesFor(connector, url, access));
  };
}

interface Path {
  readonly url: URL;
  /** For messages and counts: without query. */
  readonly address: string;
  readonly connector: Connector;
}

function pathOf(
  { connectors: allowed, url: target }: EffectRequest<'http.request'>,
  access: ConnectorAccess,
): Path {
  const url = URL.parse(target);
  if (url === null) {
    throw refusedRequest('this is not a whole address, such as https://api.example.com/items.');
  }
  const address = `${url.origin === 'null' ? url.protocol : url.origin}${url.pathname}`.slice(0, 300);
  const attached = access.connectors().filter(({ id }) => allowed.includes(id));
  return { url, address, connector: connectorFor(attached, url, address) };
}

async function rulesFor(connector: Connector, url: URL, access: ConnectorAccess): Promise<EgressRules> {
  const secret = await secretFor(connector, access);
  const permits = (asked: URL): boolean => {
    const pattern = bestPattern(connector, asked);
    return pattern !== undefined && (secret === undefined || secret.origins.includes(originOf(pattern)));
  };
  if (!permits(url)) throw noSecretFor(connector, url.host);
  return {
    permits,
    allowsLocal: access.allowsLocal(),
    ...(secret === undefined
      ? {}
      : { secret: { value: secret.value, placement: connector.secretPlacement } }),
  };
}

function outgoing({ method, url, headers, body }: EffectRequest<'http.request'>): EgressRequest {
  return {
    method,
    url,
    headers,
    ...(body === null
      ? {}
      : { body: 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64') }),
  };
}

function connectorFor(connectors: readonly Connector[], url: URL, address: string): Connector {
  const choice = chooseConnector(connectors, url);
  if (choice.kind === 'one') return choice.connector;
  if (choice.kind === 'none') throw connectorNeeded(address);
  const [one, other] = choice.connectors;
  throw refusedRequest(
    `the connectors “${one.name}” and “${other.name}” both allow ${address}, and neither says more about it. Make the pattern of one of them more specific.`,
  );
}

async function secretFor(
  connector: Connector,
  access: ConnectorAccess,
): Promise<ConnectorSecret | undefined> {
  if (connector.secretPlacement.in === 'none') return undefined;
  const secret = await access.secretOf(connector.id);
  if (secret !== undefined) return secret;
  throw new AppError(
    'CONNECTOR_NO_SECRET',
    `The connector “${connector.name}” has no secret yet. Enter it in the list of connectors.`,
    { details: { connectorId: connector.id } },
  );
}

function noSecretFor({ id, name }: Connector, host: string): AppError {
  return new AppError(
    'CONNECTOR_NO_SECRET',
    `The secret of the connector “${name}” was not entered for ${host}. Enter it again in the list of connectors, if it may be sent there.`,
    { details: { connectorId: id } },
  );
}

/** Said to code whose step has no connector for the address. */
export function connectorNeeded(address: string): AppError {
  return new AppError(
    'HTTP_REFUSED',
    `fetch needs a connector that allows ${address}. Attach one to this step, or add the address to its patterns.`,
  );
}
