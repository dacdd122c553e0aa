// The channels of integrations. Invariant: no answer holds a secret or a token.
import { randomUUID } from 'node:crypto';
import { isUtf8 } from 'node:buffer';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChannelName } from '#shared/ipc/channels.ts';
import { longestOpenApi } from '#shared/ipc/integrations.ts';
import type { Handlers, HandlerContext, ProjectHold } from '../handlers/handler.ts';
import { findIntegration, type Integrations } from './integrations.ts';
import { readOpenApiApart, takeOperationsApart } from './openapi/read-apart.ts';
import { tablesOf } from './tables.ts';
import { tryOperation, tryQuery } from './try-operation.ts';

type IntegrationChannel = Extract<ChannelName, `integrations.${string}`>;

export function createIntegrationHandlers(integrations: Integrations): Handlers<IntegrationChannel> {
  /** The last document that a window read. */
  const documents = new WeakMap<ProjectHold, { readonly id: string; readonly text: string }>();
  const documentOf = (context: HandlerContext) => context.hold().project.document();
  const driverOf = (context: HandlerContext) => integrations.servicesFor(() => documentOf(context));

  return {
    'integrations.status': (_request, context) => integrations.status(documentOf(context)),
    async 'integrations.saveSecret'({ id, secret }, context) {
      await integrations.saveSecret(documentOf(context), id, secret);
      return await integrations.status(documentOf(context));
    },
    async 'integrations.disconnect'({ id }, context) {
      await integrations.disconnect(documentOf(context), id);
      return await integrations.status(documentOf(context));
    },
    'integrations.signIn': ({ id }, context) => integrations.signIn(documentOf(context), id),
    async 'integrations.signedIn'({ id }, context) {
      await integrations.signedIn(documentOf(context), id, context.signal);
      return await integrations.status(documentOf(context));
    },
    async 'integrations.refresh'({ id }, context) {
      await integrations.refresh(documentOf(context), id);
      return await integrations.status(documentOf(context));
    },
    'integrations.try': (request, context) =>
      tryOperation(documentOf(context), driverOf(context), request, context.signal),
    'integrations.query': ({ id, ...query }, context) =>
      tryQuery(driverOf(context), id, query, context.signal),
    async 'integrations.tables'({ id }, context) {
      const { name, service } = findIntegration(documentOf(context), id);
      if (service.kind !== 'database') throw new AppError('INVALID_INPUT', `“${name}” is no database.`);
      return { tables: [...(await tablesOf(driverOf(context), id, service, context.signal))] };
    },
    async 'integrations.readOpenApi'(request, context) {
      const from = 'url' in request ? request.url.trim() : null;
      const text =
        'url' in request
          ? await fetchDocument(integrations, request.url.trim(), context.signal)
          : request.text;
      const read = await readOpenApiApart(text, from, context.signal);
      const id = randomUUID();
      documents.set(context.hold(), { id, text });
      return { documentId: id, ...read };
    },
    async 'integrations.takeOperations'({ documentId, keys }, context) {
      const known = documents.get(context.hold());
      if (known?.id !== documentId) {
        throw new AppError('INVALID_INPUT', 'The document was read too long ago. Read it again.');
      }
      return { operations: [...(await takeOperationsApart(known.text, keys, context.signal))] };
    },
  };
}

async function fetchDocument(integrations: Integrations, url: string, signal: AbortSignal): Promise<string> {
  const allowsLocal = integrations.allowsLocal();
  const answer = await integrations.egress().request(
    { method: 'GET', url, headers: [['accept', 'application/json, application/yaml, */*']] },
    {
      allowsLocal,
      permits: ({ protocol, hostname }) =>
        protocol === 'https:' || (allowsLocal && /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(hostname)),
      limits: { responseBytes: longestOpenApi, timeoutMs: 30_000 },
    },
    signal,
  );
  if (answer.status >= 400 || !isUtf8(answer.body)) {
    throw new AppError(
      'OPENAPI_INVALID',
      answer.status >= 400
        ? `The server answered with status ${answer.status}. Check the address of the document.`
        : 'What the server sent is no text. Check the address of the document.',
    );
  }
  return answer.body.toString('utf8');
}
