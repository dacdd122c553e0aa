// The HTTP API: what every request passes through, and all routes.
// Invariants: nothing under /v1 is answered without a caller; bodies are bounded before they are read; no answer is cached or
// framed, and no error tells what is inside.
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { AppError } from '#shared/errors/app-error.ts';
import { boundBody } from './body-size.ts';
import { identify } from './callers.ts';
import type { Services } from './environment.ts';
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

  app.use(async (context, next) => {
    const startedAt = performance.now();
    await next();
    const seconds = (performance.now() - startedAt) / 1000;
    metrics.request(context.req.method, context.res.status, seconds);
    log.debug(
      { method: context.req.method, route: context.req.routePath, status: context.res.status, seconds },
      'request',
    );
  });
  app.use(secureHeaders({ xFrameOptions: 'DENY', crossOriginResourcePolicy: false }));
  const isAllowed = (origin: string): boolean =>
    origin !== '' &&
    (settings.DIALOGRAM_ORIGINS.includes(origin) ||
      apiKeys.list().some(({ origins }) => origins.includes(origin)));
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => (isAllowed(origin) ? origin : null),
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'if-match', 'last-event-id'],
      exposeHeaders: ['etag', 'retry-after'],
      maxAge: 600,
    }),
  );
  const identified = identify(services);

  addOpenRoutes(app, services);
  app.use('/metrics', identified);
  app.use('/v1/*', identified);
  app.use('/v1/*', boundBody);
  app.use('/v1/*', async (context, next) => {
    await next();
    context.res.headers.append('cache-control', 'no-store');
  });
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
