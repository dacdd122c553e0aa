// About the service itself: is it well, what does it count, what can it be asked.
import { createRoute, z } from '@hono/zod-openapi';
import { engineVersion } from '#shared/bundle/runtime-bundle.ts';
import { runtimeInfoSchema } from '#shared/runtime-api/publishing.ts';
import { requireKey } from '../callers.ts';
import { documentationPage, documentationPolicy } from '../documentation-page.ts';
import type { Services } from '../environment.ts';
import { json, refusals, type RuntimeApp } from '../openapi.ts';
import { runtimeVersion } from '../runtime-version.ts';

const tags = ['Service'];

/** Open to everybody. */
export function addOpenRoutes(app: RuntimeApp, { isReady }: Services): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/healthz',
      tags,
      summary: 'The process lives',
      responses: { 200: json(z.object({ status: z.literal('ok') }), 'It does.') },
    }),
    (context) => context.json({ status: 'ok' } as const, 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/readyz',
      tags,
      summary: 'It can take on requests: not while it starts or stops, and not while the storage fails',
      responses: {
        200: json(z.object({ status: z.literal('ready') }), 'It can.'),
        503: json(z.object({ status: z.literal('not ready') }), 'It cannot.'),
      },
    }),
    (context) =>
      isReady()
        ? context.json({ status: 'ready' } as const, 200)
        : context.json({ status: 'not ready' } as const, 503),
  );
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Dialogram runtime',
      version: runtimeVersion,
      description:
        'Authorization: Bearer with an API key, or with the token of an end user’s session. Writes take an Idempotency-Key.',
    },
  };
  app.doc31('/openapi.json', document);
  app.get('/docs', (context) => {
    context.header('content-security-policy', documentationPolicy);
    return context.html(documentationPage(app.getOpenAPI31Document(document)));
  });
}

/** For callers with a key. */
export function addServiceRoutes(app: RuntimeApp, { metrics }: Services): void {
  app.openapi(
    createRoute({
      method: 'get',
      path: '/metrics',
      tags,
      summary: 'Counts, for Prometheus',
      responses: {
        200: { description: 'Prometheus’ text format.', content: { 'text/plain': { schema: z.string() } } },
        ...refusals,
      },
    }),
    async (context) => {
      requireKey(context, ['read']);
      return context.text(await metrics.registry.metrics(), 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/info',
      tags,
      summary: 'Whether address and key are right',
      responses: { 200: json(runtimeInfoSchema, 'What this is, and what the key allows.'), ...refusals },
    }),
    (context) => {
      const { name, scopes, projectId, environment } = requireKey(context, [
        'admin',
        'publish',
        'operate',
        'converse',
        'read',
      ]);
      const info = { service: 'dialogram-runtime', version: runtimeVersion, engineVersion } as const;
      return context.json({ ...info, key: { name, scopes, projectId, environment } }, 200);
    },
  );
}
