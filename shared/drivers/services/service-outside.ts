// Requests of actions as authors see them in the trace, and the answers of dry runs.
import { readAnswerBody } from './answer-body.ts';
import type { OutsideEffect } from '../outside-effect.ts';
import { showHeaders, showText } from '../show-body.ts';

export const serviceOutside: OutsideEffect<'service.request'> = {
  subjectOf: ({ method, url }) => `${method.toUpperCase()} ${url.split(/[?#]/u, 1)[0] ?? ''}`,
  showRequest({ method, url, headers, body, integrationId }, _response, { integrations }) {
    const integration = integrations.find(({ id }) => id === integrationId);
    return {
      address: `${method.toUpperCase()} ${url}`,
      ...(integration === undefined ? {} : { integration: integration.name }),
      headers: {
        ...showHeaders(headers),
        ...(body === null ? {} : { 'content-type': body.contentType }),
      },
      ...(body === null ? {} : { body: showText(body.text, body.contentType) }),
    };
  },
  showResponse: ({ status, headers, body, attempts, isFromCache }) => ({
    status: String(status),
    ...(attempts > 1 ? { attempts } : {}),
    ...(isFromCache ? { 'kept from before': true } : {}),
    headers: showHeaders(headers),
    body: showText(textOf(body), 'application/json'),
  }),
  answerOf: ({ status, body }) => ({ status, text: textOf(body) }),
  usualAnswer: { status: 200, text: '{}' },
  respond: (_request, { status, text }) => ({
    status: status ?? 200,
    headers: [],
    body: readAnswerBody({ headers: [], body: Buffer.from(text) }),
    requestId: null,
    attempts: 0,
    durationMs: 0,
    bytes: Buffer.byteLength(text),
    isFromCache: false,
  }),
};

const textOf = (body: unknown): string =>
  typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
