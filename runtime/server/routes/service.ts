// About the service itself: is it well, what does it count, what can it be asked.
import { createRoute, z } from '@hono/zod-openapi';
import { engineVersion } from '#shared/bundle/runtime-bundle.ts';
import { runtimeInfoSchema } from '#shared/runtime-api/publishing.ts';
import { requireScope, requireUnboundKey } from '../callers.ts';
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
      security: [],
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
      security: [],
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
  // Made once: anybody may ask for it.
  let made: ReturnType<typeof describeApi> | undefined;
  const openApi = () => (made ??= describeApi(app));
  let text: string | undefined;
  app.get('/openapi.json', (context) => {
    text ??= JSON.stringify(openApi());
    return context.body(text, 200, { 'content-type': 'application/json' });
  });
  let page: string | undefined;
  app.get('/docs', (context) => {
    context.header('content-security-policy', documentationPolicy);
    page ??= documentationPage(openApi());
    return context.html(page);
  });
}

function describeApi(app: RuntimeApp) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, a widget key, or the token of an end user’s session.',
  });
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Dialogram runtime',
      version: runtimeVersion,
      description:
        'Authorization: Bearer with an API key, or with the token of an end user’s session. Writes take an Idempotency-Key.',
    },
    security: [{ bearer: [] }],
  });
  for (const [path, { post, put, delete: erase }] of Object.entries(document.paths ?? {})) {
    // Of a session nothing is stored: each is another one.
    const writes = path === '/v1/sessions' ? [] : [post, put, erase].filter((write) => write !== undefined);
    for (const write of writes) write.parameters = [...(write.parameters ?? []), idempotencyKey];
  }
  return document;
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Sent again with the same content, the same answer comes and nothing happens twice.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
} as const;

/** For callers with a key. */
export function addServiceRoutes(app: RuntimeApp, { metrics, settings }: Services): void {
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
      requireUnboundKey(context, ['read']);
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
      const { name, scopes, projectId, environment } = requireScope(context, [
        'admin',
        'publish',
        'operate',
        'converse',
        'read',
      ]);
      const info = { service: 'dialogram-runtime', version: runtimeVersion, engineVersion } as const;
      const allowsLocal = settings.DIALOGRAM_ALLOW_LOCAL;
      return context.json({ ...info, allowsLocal, key: { name, scopes, projectId, environment } }, 200);
    },
  );
}
