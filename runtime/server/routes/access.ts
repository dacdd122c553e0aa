// API keys, widget keys, and sessions of end users.
import { createRoute, z } from '@hono/zod-openapi';
import { AppError } from '#shared/errors/app-error.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { apiScopes, environmentSchema } from '#shared/runtime-api/publishing.ts';
import { isOrigin } from '../../access/origin.ts';
import { anonymousUser } from '../../access/sessions.ts';
import { isPrivate } from '../address.ts';
import { requireUnboundKey } from '../callers.ts';
import type { Services } from '../environment.ts';
import { requestOf, once } from '../idempotency.ts';
import { body, done, doneSchema, json, refusals, type RuntimeApp } from '../openapi.ts';

const tags = ['Access'];
const sessionMs = 30 * 24 * 3_600_000;

const keyViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['secret', 'widget']),
  name: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  projectId: z.string().nullable(),
  environment: environmentSchema.nullable(),
  origins: z.array(z.string()),
  createdAt: z.number(),
});
const origin = z
  .string()
  .refine(isOrigin, 'An origin as browsers write it, such as https://www.example.com, without a path.');
const keyRequestSchema = z.object({
  kind: z.enum(['secret', 'widget']).default('secret'),
  name: z.string().min(1).max(limits.name),
  scopes: z.array(z.enum(apiScopes)).max(apiScopes.length).default([]),
  projectId: entityIdSchema.nullable().default(null),
  environment: environmentSchema.nullable().default(null),
  /** Of a widget key: pages that may use it. */
  origins: z.array(origin).max(50).default([]),
});

/** As the answer to a request with an idempotency key is kept for its day: not even a copy of the database tells the key. */
const sealedKeySchema = z.object({ id: z.string(), sealed: z.string() });
const placeOfKey = (id: string): string => `key/${id}`;

export function addAccessRoutes(app: RuntimeApp, services: Services): void {
  const { apiKeys, identities, masterKey, sessions, audit, now } = services;

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/keys',
      tags,
      summary: 'Keys, without what is secret of them',
      responses: { 200: json(z.object({ keys: z.array(keyViewSchema) }), 'Keys.'), ...refusals },
    }),
    (context) => {
      requireUnboundKey(context, ['admin']);
      return context.json({ keys: [...apiKeys.list()] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/keys',
      tags,
      summary: 'Makes a key, which is shown this once',
      request: { body: body(keyRequestSchema) },
      responses: { 200: json(z.object({ id: z.string(), key: z.string() }), 'The key.'), ...refusals },
    }),
    async (context) => {
      const { name: actor } = requireUnboundKey(context, ['admin']);
      if (!isPrivate(services, context)) {
        throw new AppError('FORBIDDEN', 'Keys are made over TLS only, or from the same computer.');
      }
      const given = context.req.valid('json');
      const isWidget = given.kind === 'widget';
      const isComplete = given.projectId !== null && given.environment !== null && given.origins.length > 0;
      if (isWidget && (!isComplete || given.scopes.length > 0)) {
        throw new AppError(
          'INVALID_INPUT',
          'A widget key needs projectId, environment and origins, and has no scopes.',
        );
      }
      if (!isWidget && given.scopes.length === 0) {
        throw new AppError('INVALID_INPUT', `Say what the key may do: scopes are ${apiScopes.join(', ')}.`);
      }
      const { id, sealed } = await once(
        services,
        requestOf(context, given),
        () => {
          const created = apiKeys.create(given, now());
          const { projectId, environment, kind, scopes } = given;
          const details = { kind, scopes };
          audit.write(
            { actor, action: 'key.create', projectId, environment, subject: created.id, details },
            now(),
          );
          const seal = masterKey.seal(created.key, placeOfKey(created.id));
          return { id: created.id, sealed: seal.toString('base64') };
        },
        (answer) => sealedKeySchema.parse(answer),
      );
      const key = masterKey.open(Buffer.from(sealed, 'base64'), placeOfKey(id));
      return context.json({ id, key }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/v1/keys/{id}',
      tags,
      summary: 'Deletes a key: it counts for nothing any more',
      request: { params: z.object({ id: z.string().max(100) }) },
      responses: { 200: json(doneSchema, 'Deleted.'), ...refusals },
    }),
    async (context) => {
      const { name: actor } = requireUnboundKey(context, ['admin']);
      const { id } = context.req.valid('param');
      const answer = await once(
        services,
        requestOf(context, null),
        () => {
          if (!apiKeys.delete(id)) throw new AppError('NOT_FOUND', 'There is no key of this id.');
          audit.write(
            { actor, action: 'key.delete', projectId: null, environment: null, subject: id },
            now(),
          );
          return done;
        },
        (given) => doneSchema.parse(given),
      );
      return context.json(answer, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/sessions',
      tags,
      summary: 'Opens the session of an end user, with a widget key from one of its origins',
      request: {
        body: body(
          z.object({
            /** A JWT that the customer's backend signed; without it the end user is anonymous. */
            userToken: z.string().max(8000).optional(),
          }),
        ),
      },
      responses: {
        200: json(
          z.object({
            token: z.string(),
            expiresAt: z.number(),
            user: z.object({
              id: z.string(),
              type: z.enum(['anonymous', 'identified']),
              verified: z.boolean().nullable(),
            }),
          }),
          'The token is the bearer of everything else.',
        ),
        ...refusals,
      },
    }),
    async (context) => {
      const caller = context.get('caller');
      const key = caller.kind === 'key' && caller.key.kind === 'widget' ? caller.key : undefined;
      if (key === undefined || key.projectId === null || key.environment === null) {
        throw new AppError('FORBIDDEN', 'Sessions are opened with a widget key.');
      }
      if (!key.origins.includes(context.req.header('origin') ?? '')) {
        throw new AppError('FORBIDDEN', 'This page is not one of the origins of the widget key.');
      }
      const place = { projectId: key.projectId, environment: key.environment };
      const { userToken } = context.req.valid('json');
      const user =
        userToken === undefined
          ? { ...anonymousUser(), kid: null }
          : await identities.verify(place, userToken, now());
      const expiresAt = now() + sessionMs;
      const { type, verified } = user.customer;
      const token = sessions.sign({ ...place, ...user, keyId: key.id, expiresAt });
      return context.json({ token, expiresAt, user: { id: user.endUser, type, verified } }, 200);
    },
  );
}
