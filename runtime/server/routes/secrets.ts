// Secrets of an environment, and the keys with which a customer's backend vouches for end users. They go in and never come out.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import { entityIdSchema } from '#shared/model/ids.ts';
import {
  type ApiScope,
  secretListSchema,
  secretNameSchema,
  secretRequestSchema,
} from '#shared/runtime-api/publishing.ts';
import { identityAlgorithms } from '../../access/identities.ts';
import type { Place } from '../../publishing/publications.ts';
import { isPrivate } from '../address.ts';
import { requireKey } from '../callers.ts';
import type { Environment, Services } from '../environment.ts';
import { once, requestOf } from '../idempotency.ts';
import { body, done, doneSchema, json, placeParameter, refusals, type RuntimeApp } from '../openapi.ts';

const secretsPath = '/v1/projects/{project}/environments/{environment}/secrets';
const identitiesPath = '/v1/projects/{project}/environments/{environment}/identity-keys';
const secretParameter = placeParameter.extend({ name: secretNameSchema });
const identityParameter = placeParameter.extend({ kid: entityIdSchema });
const tags = ['Secrets'];

const identityListSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), algorithm: z.enum(identityAlgorithms), createdAt: z.number() })),
});
const identityRequestSchema = z.object({
  algorithm: z.enum(identityAlgorithms),
  /** HS256: the secret, at least 32 characters. RS256: the public key, PEM. */
  key: z.string().min(1).max(10_000),
});

export function addSecretRoutes(app: RuntimeApp, services: Services): void {
  const { secrets, identities, audit, now } = services;

  /** One write, noted in the audit log. */
  function change(
    context: Context<Environment>,
    { scope, place, content }: { readonly scope: ApiScope; readonly place: Place; readonly content: unknown },
    deed: { readonly action: string; readonly subject: string; readonly work: (actor: string) => void },
  ): Promise<typeof done> {
    const { name: actor } = requireKey(context, [scope], place);
    return once(
      services,
      requestOf(context, content),
      () => {
        deed.work(actor);
        audit.write({ actor, action: deed.action, ...place, subject: deed.subject }, now());
        return done;
      },
      (given) => doneSchema.parse(given),
    );
  }

  app.openapi(
    createRoute({
      method: 'get',
      path: secretsPath,
      tags,
      summary: 'Names of secrets',
      request: { params: placeParameter },
      responses: { 200: json(secretListSchema, 'Names, never values.'), ...refusals },
    }),
    (context) => {
      const place = placeOf(context.req.valid('param'));
      requireKey(context, ['publish'], place);
      return context.json({ secrets: secrets.list(place) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${secretsPath}/{name}`,
      tags,
      summary: 'Enters a secret',
      request: { params: secretParameter, body: body(secretRequestSchema) },
      responses: { 200: json(doneSchema, 'Kept.'), ...refusals },
    }),
    async (context) => {
      const { name, ...parameters } = context.req.valid('param');
      const place = placeOf(parameters);
      const content = context.req.valid('json');
      requirePrivate(services, context);
      if (!name.startsWith(`${content.kind}:`)) {
        throw new AppError('INVALID_INPUT', `The secret “${name}” is not one of a ${content.kind}.`);
      }
      const work = (actor: string): void => secrets.save(place, name, content, { actor, at: now() });
      const scope = 'publish' as const;
      return context.json(
        await change(context, { scope, place, content }, { action: 'secret.save', subject: name, work }),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${secretsPath}/{name}`,
      tags,
      summary: 'Forgets a secret',
      request: { params: secretParameter },
      responses: { 200: json(doneSchema, 'Forgotten.'), ...refusals },
    }),
    async (context) => {
      const { name, ...parameters } = context.req.valid('param');
      const place = placeOf(parameters);
      const work = (): void => found(secrets.delete(place, name));
      const asked = { scope: 'publish', place, content: null } as const;
      return context.json(
        await change(context, asked, { action: 'secret.delete', subject: name, work }),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: identitiesPath,
      tags,
      summary: 'Identity keys',
      request: { params: placeParameter },
      responses: { 200: json(identityListSchema, 'Their names.'), ...refusals },
    }),
    (context) => {
      const place = placeOf(context.req.valid('param'));
      requireKey(context, ['admin'], place);
      return context.json({ keys: [...identities.list(place)] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${identitiesPath}/{kid}`,
      tags,
      summary: 'Enters an identity key; those that are there keep counting',
      request: { params: identityParameter, body: body(identityRequestSchema) },
      responses: { 200: json(doneSchema, 'Kept.'), ...refusals },
    }),
    async (context) => {
      const { kid, ...parameters } = context.req.valid('param');
      const place = placeOf(parameters);
      const content = context.req.valid('json');
      requirePrivate(services, context);
      const work = (): void => identities.save(place, kid, content, now());
      const asked = { scope: 'admin', place, content } as const;
      return context.json(
        await change(context, asked, { action: 'identity-key.save', subject: kid, work }),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: `${identitiesPath}/{kid}`,
      tags,
      summary: 'Forgets an identity key: what it signs no longer counts',
      request: { params: identityParameter },
      responses: { 200: json(doneSchema, 'Forgotten.'), ...refusals },
    }),
    async (context) => {
      const { kid, ...parameters } = context.req.valid('param');
      const place = placeOf(parameters);
      const work = (): void => found(identities.delete(place, kid));
      const asked = { scope: 'admin', place, content: null } as const;
      return context.json(
        await change(context, asked, { action: 'identity-key.delete', subject: kid, work }),
        200,
      );
    },
  );
}

function placeOf({ project, environment }: z.infer<typeof placeParameter>): Place {
  return { projectId: project, environment };
}

function requirePrivate(services: Services, context: Context<Environment>): void {
  if (isPrivate(services, context)) return;
  throw new AppError(
    'FORBIDDEN',
    'Secrets are taken over TLS only, or from the same computer. Use the runtime’s https:// address; behind a proxy, set DIALOGRAM_TRUST_PROXY=1.',
  );
}

function found(isFound: boolean): void {
  if (!isFound) throw new AppError('NOT_FOUND', 'There is nothing of this name.');
}
