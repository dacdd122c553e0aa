// The one way out for everything that a flow asks of the network: connectors of code steps, actions, and pages that become
// knowledge.
// Invariants: a name is looked up once, where the connection is made, and the address found is the one that is checked and used;
// every hop of a redirect is checked like the first and never goes to a lower scheme; a secret is put in here, is sent to permitted
// addresses alone, and is in nothing that comes back, not even in an error; time, size and redirects are bounded.
import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request as send } from 'undici';
import { AppError } from '#shared/errors/app-error.ts';
import { checkUrl, guardedLookup, parsedUrl, type UrlRules } from './guard-url.ts';
import { failedRequest, refusedRequest, requestTimedOut, tooLarge } from './http-error.ts';
import { readBody } from './read-body.ts';
import { checkedHeaders, checkedMethod, type Headers } from './request-headers.ts';
import { injectSecret, type InjectedSecret } from './secret-placement.ts';
import { createSecretRedactor, type SecretRedactor } from './secret-redactor.ts';

export interface EgressRequest {
  readonly method: string;
  /** Absolute, https or http. */
  readonly url: string;
  readonly headers?: Headers;
  readonly body?: Uint8Array;
}

export interface EgressRules extends UrlRules {
  readonly secret?: InjectedSecret;
  /** Taken out of answers too: what the secret was made of. */
  readonly hidden?: readonly string[];
  readonly limits?: Partial<EgressLimits>;
}

export interface EgressLimits {
  /** From the first byte sent to the last received, all redirects together. */
  readonly timeoutMs: number;
  readonly requestBytes: number;
  /** After it was decompressed. */
  readonly responseBytes: number;
  readonly redirects: number;
}

export interface EgressResponse {
  readonly status: number;
  readonly statusText: string;
  /** Where the answer came from, without a secret in its query. */
  readonly url: string;
  readonly isRedirected: boolean;
  /** Lower-case names, in order, repeated ones one by one; without those of the transfer. */
  readonly headers: Headers;
  /** Decompressed. */
  readonly body: Buffer;
}

export interface Egress extends AsyncDisposable {
  /**
   * Sends a request and reads its answer to the end.
   * @throws {AppError} HTTP_REFUSED, HTTP_FAILED, HTTP_TIMEOUT, HTTP_TOO_LARGE, CANCELLED when the signal was aborted.
   */
  request(request: EgressRequest, rules?: EgressRules, signal?: AbortSignal): Promise<EgressResponse>;
  /** Refuses what `request` would refuse without asking anybody: for dry runs. Throws HTTP_REFUSED, HTTP_TOO_LARGE. */
  check(request: EgressRequest, rules?: EgressRules): void;
  close(): Promise<void>;
}

export interface EgressOptions {
  /** How names become addresses; what it finds is checked. Default: the system's way. */
  readonly lookup?: LookupFunction;
  /** Authorities to trust in place of the usual ones, PEM. */
  readonly certificateAuthority?: string;
}

const defaultEgressLimits: EgressLimits = {
  timeoutMs: 10_000,
  requestBytes: 1_048_576,
  responseBytes: 4_194_304,
  redirects: 5,
};

const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const ownHeaders = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'transfer-encoding',
]);

export function createEgress({ lookup = systemLookup, certificateAuthority }: EgressOptions = {}): Egress {
  const agentFor = (allowsLocal: boolean): Agent =>
    new Agent({
      connect: {
        lookup: guardedLookup(lookup, allowsLocal),
        timeout: 10_000,
        ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
      },
      maxHeaderSize: 32_768,
      // Connections are shared between conversations; one that holds many does not make others wait.
      connections: 32,
      pipelining: 1,
    });
  // An address that was let through for development must not be reused when it no longer is.
  const agents = { public: agentFor(false), local: agentFor(true) };

  async function close(): Promise<void> {
    await Promise.all([agents.public.destroy(), agents.local.destroy()]);
  }

  return {
    async request(request, rules = {}, signal) {
      const limits = { ...defaultEgressLimits, ...rules.limits };
      const redactor = createSecretRedactor([
        ...(rules.secret === undefined ? [] : [rules.secret.value]),
        ...(rules.hidden ?? []),
      ]);
      const dispatcher = rules.allowsLocal === true ? agents.local : agents.public;
      const deadline = AbortSignal.timeout(limits.timeoutMs);
      const stop = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
      let host = 'the server';
      try {
        return await follow(request, {
          rules,
          limits,
          redactor,
          dispatcher,
          stop,
          onHost: (next) => {
            host = next;
          },
        });
      } catch (thrown) {
        const shownHost = redactor.text(host);
        if (signal?.aborted === true) throw new AppError('CANCELLED', 'The request was stopped.');
        if (deadline.aborted) throw requestTimedOut(shownHost, limits.timeoutMs);
        const error = failedRequest(thrown, shownHost);
        // Built anew, so that nothing of the way here hangs on it.
        throw new AppError(error.code, redactor.text(error.message), {
          blame: error.blame,
          details: error.details,
        });
      }
    },
    check(request, rules = {}) {
      firstHop(request, rules, { ...defaultEgressLimits, ...rules.limits });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Way {
  readonly rules: EgressRules;
  readonly limits: EgressLimits;
  readonly redactor: SecretRedactor;
  readonly dispatcher: Dispatcher;
  readonly stop: AbortSignal;
  readonly onHost: (host: string) => void;
}

interface Hop {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array | undefined;
}

function firstHop(
  { method, url, headers = [], body }: EgressRequest,
  rules: UrlRules,
  limits: EgressLimits,
  onHost?: (host: string) => void,
): Hop {
  if ((body?.byteLength ?? 0) > limits.requestBytes) throw tooLarge('what is sent', limits.requestBytes);
  const hop = { method: checkedMethod(method), url: parsedUrl(url), headers: checkedHeaders(headers), body };
  onHost?.(hop.url.host);
  checkUrl(hop.url, rules);
  return hop;
}

async function follow(request: EgressRequest, way: Way): Promise<EgressResponse> {
  const { limits, redactor } = way;
  let hop = firstHop(request, way.rules, limits, way.onHost);
  for (let redirects = 0; ; redirects += 1) {
    const answer = await ask(hop, way);
    const location = headersOf(answer.headers).find(([name]) => name === 'location')?.[1];
    if (!redirectStatuses.has(answer.statusCode) || location === undefined) {
      return await readAnswer(answer, hop, redirects > 0, way);
    }
    // The rest of this answer is of no use to anyone.
    answer.body.on('error', () => undefined).destroy();
    if (redirects >= limits.redirects) {
      throw refusedRequest(`${hop.url.host} redirects more than ${limits.redirects} times.`);
    }
    hop = redirected(hop, answer.statusCode, location, way);
    way.onHost(hop.url.host);
    if (!redactor.isClean(`${hop.url.origin}${hop.url.pathname}`)) {
      throw refusedRequest('a redirect has the connector’s secret in its address.');
    }
  }
}

function ask(
  { method, url, headers, body }: Hop,
  { rules, dispatcher, stop }: Way,
): Promise<Dispatcher.ResponseData> {
  const sent = injectSecret(url, headers, rules.secret);
  const isNamed = sent.headers.some(([name]) => name === 'user-agent');
  return send(sent.url, {
    method,
    dispatcher,
    signal: stop,
    headers: [
      ...sent.headers,
      ['accept-encoding', 'gzip, deflate, br'],
      ...(isNamed ? [] : [['user-agent', 'Dialogram']]),
    ].flat(),
    ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function redirected(from: Hop, status: number, location: string, way: Way): Hop {
  const url = parsedUrl(Buffer.from(location, 'latin1').toString('utf8'), from.url);
  if (from.url.protocol === 'https:' && url.protocol !== 'https:') {
    throw refusedRequest(`${from.url.host} redirects from https:// to ${url.protocol}//.`);
  }
  const { placement } = way.rules.secret ?? {};
  // It comes again with the next request; what an answer says is not what was meant.
  if (placement?.in === 'query') url.searchParams.delete(placement.name);
  try {
    checkUrl(url, way.rules);
  } catch (error) {
    if (!AppError.is(error)) throw error;
    throw new AppError(error.code, `${error.message} ${from.url.host} redirected there.`);
  }
  const isPlainGet = status === 303 ? from.method !== 'HEAD' : status < 303 && from.method === 'POST';
  const isElsewhere = url.origin !== from.url.origin;
  const dropped = (name: string): boolean =>
    (isPlainGet && name.startsWith('content-')) ||
    (isElsewhere && (name === 'authorization' || name === 'cookie'));
  return {
    method: isPlainGet ? 'GET' : from.method,
    url,
    headers: from.headers.filter(([name]) => !dropped(name)),
    body: isPlainGet ? undefined : from.body,
  };
}

async function readAnswer(
  answer: Dispatcher.ResponseData,
  { url }: Hop,
  isRedirected: boolean,
  { limits, redactor, stop }: Way,
): Promise<EgressResponse> {
  const headers = headersOf(answer.headers);
  const encoding = headers.find(([name]) => name === 'content-encoding')?.[1] ?? '';
  const body = await readBody(answer.body, { encoding, most: limits.responseBytes, host: url.host, stop });
  return {
    status: answer.statusCode,
    statusText: redactor.text(answer.statusText ?? ''),
    url: redactor.text(url.href),
    isRedirected,
    headers: headers
      .filter(([name]) => !ownHeaders.has(name) && redactor.isClean(name))
      .map(
        ([name, value]) => [name, redactor.bytes(Buffer.from(value, 'latin1')).toString('latin1')] as const,
      ),
    body: redactor.bytes(body),
  };
}

/** Undici gives repeated headers as a list. */
function headersOf(headers: Record<string, string | string[] | undefined>): Headers {
  return Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => [name.toLowerCase(), each] as const),
  );
}
