// Requests of code as authors see them in the trace, and the answers of dry runs.
import type { EffectRequest, EffectResponse } from '#shared/engine/effects.ts';
import { chooseConnector } from '#shared/model/connectors/choose-connector.ts';
import type { HttpResponse } from '#shared/model/connectors/http-message.ts';
import type { OutsideEffect } from '../outside-effect.ts';
import { showHeaders, showText } from '../show-body.ts';
import type { Headers } from './request-headers.ts';
import { injectSecret } from './secret-placement.ts';

type Body = EffectRequest<'http.request'>['body'];

export const httpOutside: OutsideEffect<'http.request'> = {
  subjectOf: ({ method, url }) => `${method.toUpperCase()} ${url.split(/[?#]/u, 1)[0] ?? ''}`,
  showRequest({ method, url, headers, body }, response, { connectors }) {
    const connector = connectors.find(({ id }) => id === response?.connectorId);
    const asked: Headers = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
    const sent = injectSecret(
      new URL(url),
      Object.entries(showHeaders(asked)).map(([name, value]) => [name, value] as const),
      connector === undefined ? undefined : { value: '[secret]', placement: connector.secretPlacement },
    );
    return {
      address: `${method.toUpperCase()} ${decodedSecret(sent.url.href)}`,
      headers: Object.fromEntries(sent.headers),
      ...(body === null ? {} : { body: showBody(body, asked) }),
    };
  },
  showResponse: ({ status, statusText, url, isRedirected, headers, body }) => ({
    status: statusText === '' ? String(status) : `${status} ${statusText}`,
    ...(isRedirected ? { 'redirected to': url } : {}),
    headers: showHeaders(headers),
    body: showBody(body, headers),
  }),
  answerOf: ({ status, body }) => ({ status, text: 'text' in body ? body.text : '' }),
  usualAnswer: { status: 200, text: '{}' },
  respond(request, { status, text }, { connectors }): EffectResponse<'http.request'> {
    const { url } = request;
    const attached = connectors.filter(({ id }) => request.connectors.includes(id));
    const chosen = chooseConnector(attached, new URL(url));
    return {
      status: status ?? 200,
      statusText: '',
      url,
      isRedirected: false,
      headers: [['content-type', isJson(text) ? 'application/json' : 'text/plain;charset=utf-8']],
      body: { text },
      connectorId: chosen.kind === 'one' ? chosen.connector.id : '',
      durationMs: 0,
      bytes: Buffer.byteLength(text),
    };
  },
};

function showBody(body: NonNullable<Body> | HttpResponse['body'], headers: Headers) {
  if ('base64' in body) return `${Math.floor((body.base64.length * 3) / 4)} bytes that are no text`;
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return showText(body.text, type);
}

const decodedSecret = (href: string): string => href.replace('%5Bsecret%5D', '[secret]');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
