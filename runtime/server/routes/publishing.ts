// Publishing: bundles and knowledge come in, and one write makes them live.
import { createRoute, z } from '@hono/zod-openapi';
import { contentHash } from '#shared/drivers/content-hash.ts';
import { checkProject } from '#shared/engine/check/check-project.ts';
import { projectNeeds } from '#shared/engine/check/project-needs.ts';
import {
  bundleText,
  type RuntimeBundle,
  parseRuntimeBundle,
  sha256Schema,
} from '#shared/bundle/runtime-bundle.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { checkIntegrity, describeIssues } from '#shared/model/check-integrity.ts';
import {
  activateRequestSchema,
  activateResponseSchema,
  activationListSchema,
  bundleReceiptSchema,
  environmentStateSchema,
  type Environment,
  hashListSchema,
  missingPartsRequestSchema,
  sendPartsRequestSchema,
  versionListSchema,
} from '#shared/runtime-api/publishing.ts';
import { canonicalJson } from '#shared/util/canonical-json.ts';
import { definitions } from '#shared/steps/registry/definitions.ts';
import { requireKey } from '../callers.ts';
import type { Services } from '../environment.ts';
import { once, requestOf } from '../idempotency.ts';
import { body, json, placeParameter, projectParameter, refusals, type RuntimeApp } from '../openapi.ts';

const place = '/v1/projects/{project}/environments/{environment}';
const bundlePath = '/v1/projects/{project}/bundles/{hash}';
const bundleParameter = projectParameter.extend({ hash: sha256Schema });
const tags = ['Publishing'];

export function addPublishingRoutes(app: RuntimeApp, services: Services): void {
  const { publications, flows, knowledge, secrets, audit, now } = services;

  const missingDocuments = (bundle: RuntimeBundle): string[] =>
    [...new Set(bundle.knowledge.flatMap(({ documents }) => documents))].filter(
      (hash) => knowledge.keptDocument(hash) === undefined,
    );

  app.openapi(
    createRoute({
      method: 'get',
      path: place,
      tags,
      summary: 'What is live in an environment',
      request: { params: placeParameter },
      responses: { 200: json(environmentStateSchema, 'The state; `rev` is its ETag.'), ...refusals },
    }),
    (context) => {
      const { project: projectId, environment } = context.req.valid('param');
      requireKey(context, ['read', 'publish'], { projectId, environment });
      const state = publications.state({ projectId, environment });
      return context.json(state, 200, { etag: `"${state.rev}"` });
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/projects/{project}/versions',
      tags,
      summary: 'Versions, newest first',
      request: { params: projectParameter },
      responses: { 200: json(versionListSchema, 'Versions.'), ...refusals },
    }),
    (context) => {
      const { project: projectId } = context.req.valid('param');
      requireKey(context, ['read', 'publish'], { projectId });
      return context.json({ versions: [...publications.versions(projectId)] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${place}/activations`,
      tags,
      summary: 'What was live when, newest first',
      request: { params: placeParameter },
      responses: { 200: json(activationListSchema, 'Activations.'), ...refusals },
    }),
    (context) => {
      const { project: projectId, environment } = context.req.valid('param');
      requireKey(context, ['read', 'publish'], { projectId, environment });
      return context.json({ activations: [...publications.activations({ projectId, environment })] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: bundlePath,
      tags,
      summary: 'A bundle’s text',
      request: { params: bundleParameter },
      responses: { 200: json(z.looseObject({}), 'The bundle.'), ...refusals },
    }),
    (context) => {
      const { project: projectId, hash } = context.req.valid('param');
      requireKey(context, ['publish'], { projectId });
      const text = publications.bundleText(projectId, hash);
      if (text === undefined) throw new AppError('NOT_FOUND', 'This bundle is not here. Send it first.');
      return context.json(z.looseObject({}).parse(JSON.parse(text)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: bundlePath,
      tags,
      summary: 'Sends a bundle; nothing is live yet',
      request: { params: bundleParameter, body: body(z.looseObject({})) },
      responses: { 200: json(bundleReceiptSchema, 'Kept, and what it lacks.'), ...refusals },
    }),
    async (context) => {
      const { project: projectId, hash } = context.req.valid('param');
      requireKey(context, ['publish'], { projectId });
      const { bundle, text } = readBundle(context.req.valid('json'));
      checkBundle(bundle, { projectId, hash, text });
      await services.writer.write(() => publications.keepBundle(projectId, hash, text));
      const lacking = (environment: Environment): string[] => {
        const known = secrets.names({ projectId, environment });
        return bundle.needs.secrets.filter((name) => !known.has(name));
      };
      return context.json(
        {
          bundleHash: hash,
          needs: bundle.needs,
          missing: {
            documents: missingDocuments(bundle),
            secrets: { staging: lacking('staging'), production: lacking('production') },
          },
        },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/projects/{project}/knowledge/missing',
      tags,
      summary: 'Which documents of knowledge are not here',
      request: { params: projectParameter, body: body(missingPartsRequestSchema) },
      responses: { 200: json(hashListSchema, 'Those that are to be sent.'), ...refusals },
    }),
    (context) => {
      requireKey(context, ['publish'], { projectId: context.req.valid('param').project });
      const { hashes } = context.req.valid('json');
      return context.json(
        { hashes: hashes.filter((hash) => knowledge.keptDocument(hash) === undefined) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/projects/{project}/knowledge',
      tags,
      summary: 'Sends documents of knowledge',
      request: { params: projectParameter, body: body(sendPartsRequestSchema) },
      responses: { 200: json(hashListSchema, 'The hashes of what was kept.'), ...refusals },
    }),
    (context) => {
      requireKey(context, ['publish'], { projectId: context.req.valid('param').project });
      const kept = knowledge.take(context.req.valid('json').documents);
      return context.json({ hashes: kept.map(({ hash }) => hash) }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${place}/activations`,
      tags,
      summary: 'Makes a bundle or a version live: publish, roll back, promote',
      request: {
        params: placeParameter,
        headers: z.object({ 'if-match': z.string().optional() }),
        body: body(activateRequestSchema),
      },
      responses: {
        200: json(activateResponseSchema, 'Live.'),
        428: json(z.looseObject({}), 'Without If-Match.'),
        ...refusals,
      },
    }),
    async (context) => {
      const { project: projectId, environment } = context.req.valid('param');
      const where = { projectId, environment };
      const key = requireKey(context, ['publish'], where);
      const request = context.req.valid('json');
      const rev = revOf(context.req.valid('header')['if-match']);
      if (rev === undefined) {
        const error = new AppError(
          'INVALID_INPUT',
          'Say with If-Match: "<rev>" which state of the environment you have seen.',
        );
        return context.json({ error: error.toJSON() }, 428);
      }
      const bundle = targetBundle(projectId, request.target);
      const lacking = {
        secrets: bundle.needs.secrets.filter((name) => !secrets.names(where).has(name)),
        documents: missingDocuments(bundle),
        stepsWithoutModel: bundle.needs.stepsWithoutModel,
      };
      if (Object.values(lacking).some((names) => names.length > 0)) throw incomplete(lacking);
      for (const { documents } of bundle.knowledge) {
        knowledge.keepContent(documents.flatMap((hash) => knowledge.keptDocument(hash) ?? []));
      }
      const by = request.by === undefined ? key.name : `${request.by} (${key.name})`;
      const { answer } = await once(
        services,
        requestOf(context, request),
        () => {
          const { isNew, ...activated } = publications.activate(where, request, { rev, by, at: now() });
          if (isNew) {
            const details = {
              rev: activated.rev,
              version: activated.version.number,
              conversations: request.conversations,
            };
            audit.write(
              { actor: by, action: `version.${request.kind}`, ...where, subject: projectId, details },
              now(),
            );
          }
          return { answer: activated };
        },
        (given) => z.object({ answer: activateResponseSchema }).parse(given),
      );
      flows.forget(where);
      return context.json(answer, 200, { etag: `"${answer.rev}"` });
    },
  );

  function targetBundle(
    projectId: string,
    target: z.infer<typeof activateRequestSchema>['target'],
  ): RuntimeBundle {
    if ('version' in target) return publications.bundleOfVersion(projectId, target.version);
    const text = publications.bundleText(projectId, target.bundleHash);
    if (text === undefined) {
      throw new AppError('NOT_FOUND', 'This bundle was not sent to the runtime. Send it, then activate it.');
    }
    return parseRuntimeBundle(JSON.parse(text));
  }
}

/** With its canonical text. Throws BUNDLE_INVALID and ENGINE_TOO_OLD. */
function readBundle(sent: unknown): { readonly bundle: RuntimeBundle; readonly text: string } {
  try {
    const bundle = parseRuntimeBundle(sent);
    return { bundle, text: bundleText(bundle) };
  } catch (error) {
    if (error instanceof RangeError) throw invalid('it is nested too deeply.');
    throw error;
  }
}

interface Sent {
  readonly projectId: string;
  readonly hash: string;
  readonly text: string;
}

/** Throws BUNDLE_INVALID and PUBLISH_PROBLEMS. */
function checkBundle({ project, needs, knowledge }: RuntimeBundle, { projectId, hash, text }: Sent): void {
  if (contentHash(text) !== hash) throw invalid('what arrived has another hash. Send its canonical text.');
  if (project.workspace.id !== projectId) throw invalid(`it is the project “${project.workspace.id}”.`);
  const issues = checkIntegrity(project);
  if (issues.length > 0) throw invalid(describeIssues(issues));
  const errors = checkProject(project, definitions).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new AppError(
      'PUBLISH_PROBLEMS',
      `The project has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}: ${errors[0]?.message ?? ''} Correct it, then publish again.`,
      { details: { problems: errors.slice(0, 50) } },
    );
  }
  if (canonicalJson(projectNeeds(project, definitions)) !== canonicalJson(needs)) {
    throw invalid('what it says it needs is not what its steps need.');
  }
  const known = new Set(knowledge.map((content) => content.contentHash));
  const lost = project.knowledgeSources.find(
    (source) => source.contentHash !== null && !known.has(source.contentHash),
  );
  if (lost !== undefined) throw invalid(`it does not say which documents the source “${lost.name}” has.`);
  for (const { contentHash: named, documents } of knowledge) {
    if (contentHash(documents.join('\n')) !== named)
      throw invalid('a content of knowledge has another hash than its documents.');
  }
}

function invalid(reason: string): AppError {
  return new AppError('BUNDLE_INVALID', `The bundle was refused: ${reason}`);
}

function incomplete(missing: Readonly<Record<string, readonly string[]>>): AppError {
  const names = Object.entries(missing).flatMap(([what, list]) =>
    list.length === 0 ? [] : `${words[what] ?? what}: ${list.slice(0, 10).join(', ')}`,
  );
  return new AppError(
    'PUBLISH_INCOMPLETE',
    `Something is missing, so nothing was published. ${names.join('. ')}.`,
    {
      details: { missing },
    },
  );
}

const words: Readonly<Record<string, string>> = {
  secrets: 'Secrets that are to be entered',
  documents: 'Documents of knowledge that are to be sent',
  stepsWithoutModel: 'Steps for which no model is chosen',
};

function revOf(header: string | undefined): number | undefined {
  const digits = /^(?:W\/)?"(\d+)"$/u.exec(header ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
