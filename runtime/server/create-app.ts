// The HTTP API: what every request passes through, and all routes.
// Invariants: nothing under /v1 is answered without a caller; bodies are bounded before they are read; no answer is cached or
// framed, and no error tells what is inside.
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { AppError } from '#shared/errors/app-error.ts';
import { boundBody } from './body-size.ts';
import { identify } from './callers.ts';
import type { Environment, Services } from './environment.ts';
import { asAppError, errorResponse } from './http-error.ts';
import { createRuntimeApp, type RuntimeApp } from './openapi.ts';
import { addAccessRoutes } from './routes/access.ts';
import { addConversationRoutes } from './routes/conversations.ts';
import { addDataRoutes } from './routes/data.ts';
import { addOperatorRoutes } from './routes/operator.ts';
import { addPublishingRoutes } from './routes/publishing.ts';
import { addSecretRoutes } from './routes/secrets.ts';
import { addOpenRoutes, addServiceRoutes } from './routes/service.ts';
import { addStreamRoute } from './routes/stream.ts';

const standingHeaders = Object.entries({
  'cross-origin-opener-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=15552000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
});

export function createApp(services: Services): RuntimeApp {
  const { settings, apiKeys, metrics, log } = services;
  const app = createRuntimeApp();

  app.onError((thrown, context) => {
    const error = asAppError(thrown);
    if (error.blame === 'bug')
      log.error({ err: error.cause ?? error, path: context.req.routePath }, 'request failed');
    return errorResponse(context, thrown);
  });
  app.notFound((context) =>
    errorResponse(
      context,
      new AppError('NOT_FOUND', 'There is nothing at this address. /docs lists what there is.'),
    ),
  );

  const tells = log.isLevelEnabled('debug');
  app.use(async (context, next) => {
    const startedAt = performance.now();
    // On Node's answer, not on Hono's: changing that one makes it a stream.
    for (const [name, value] of standingHeaders) context.env.outgoing.setHeader(name, value);
    await next();
    const seconds = (performance.now() - startedAt) / 1000;
    const { method, routePath } = context.req;
    const { status } = context.res;
    metrics.request(method, status, seconds);
    if (tells) log.debug({ method, route: routePath, status, seconds }, 'request');
  });
  const isAllowed = (origin: string): boolean =>
    origin !== '' &&
    (settings.DIALOGRAM_ORIGINS.includes(origin) ||
      apiKeys.list().some(({ origins }) => origins.includes(origin)));
  const allowBrowsers: MiddlewareHandler<Environment> = cors({
    origin: (origin) => (isAllowed(origin) ? origin : null),
    allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'last-event-id'],
    exposeHeaders: ['etag', 'retry-after'],
    maxAge: 600,
  });
  const fromBrowsers: MiddlewareHandler<Environment> = (context, next) =>
    context.req.header('origin') === undefined ? next() : allowBrowsers(context, next);
  app.use('/v1/*', fromBrowsers);
  const identified = identify(services);

  addOpenRoutes(app, services);
  app.use('/metrics', identified);
  app.use('/v1/*', (context, next) => {
    context.env.outgoing.setHeader('cache-control', 'no-store');
    return next();
  });
  app.use('/v1/*', identified);
  app.use('/v1/*', boundBody);
  addServiceRoutes(app, services);
  addPublishingRoutes(app, services);
  addSecretRoutes(app, services);
  addConversationRoutes(app, services);
  addStreamRoute(app, services);
  addOperatorRoutes(app, services);
  addAccessRoutes(app, services);
  addDataRoutes(app, services);
  return app;
}
