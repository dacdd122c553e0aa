// Who did what, and what becomes of end users' data: export, erasure, retention.
import { createRoute, z } from '@hono/zod-openapi';
import { conversationViewSchema, messageViewSchema } from '#shared/runtime-api/conversations.ts';
import { requireKey, requireUnboundKey } from '../callers.ts';
import type { Services } from '../environment.ts';
import { jsonText } from '../../storage/json-column.ts';
import { endUserScope, once, requestOf } from '../idempotency.ts';
import { body, json, placeParameter, queryNumber, refusals, type RuntimeApp } from '../openapi.ts';

const tags = ['Data'];
const userPath = '/v1/projects/{project}/environments/{environment}/end-users/{user}';
const userParameter = placeParameter.extend({ user: z.string().min(1).max(200) });
const retentionPath = '/v1/projects/{project}/environments/{environment}/retention';
/** Days after the last event of a conversation; null = kept for ever. */
const retentionSchema = z.object({ days: z.int().min(1).max(36_500).nullable() });
const everything = 2 ** 31;

const auditSchema = z.object({
  entries: z.array(
    z.object({
      id: z.int(),
      at: z.number(),
      actor: z.string(),
      action: z.string(),
      projectId: z.string().nullable(),
      environment: z.string().nullable(),
      subject: z.string(),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
});
const exportSchema = z.object({
  endUser: z.string(),
  conversations: z.array(
    conversationViewSchema.extend({
      messages: z.array(messageViewSchema),
      events: z.array(z.looseObject({ type: z.string() })),
      /** What operators noted. */
      notes: z.array(z.object({ at: z.number(), author: z.string(), content: z.string() })),
      /** What the conversation knows: the customer with all attributes, their organizations, what steps have kept. */
      state: z.looseObject({}),
    }),
  ),
});

export function addDataRoutes(app: RuntimeApp, services: Services): void {
  const { audit, reader, personalData, writer, database, now } = services;
  const selectState = database.prepare('SELECT state FROM conversation WHERE id = ?').pluck();
  const forgetRequests = database.prepare('DELETE FROM receipt WHERE scope = ?');

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/audit',
      tags,
      summary: 'Who did what, newest first',
      request: {
        query: z.object({
          before: queryNumber(1, 2 ** 52, 2 ** 52),
          action: z.string().max(100).optional(),
          limit: queryNumber(1, 500, 100),
        }),
      },
      responses: { 200: json(auditSchema, 'Entries.'), ...refusals },
    }),
    (context) => {
      requireUnboundKey(context, ['read']);
      const { before, limit, action } = context.req.valid('query');
      const rows = audit.read({ before, limit, ...(action === undefined ? {} : { action }) });
      return context.json(
        { entries: rows.map(({ project_id, ...row }) => ({ ...row, projectId: project_id })) },
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${userPath}/export`,
      tags,
      summary: 'Everything that is kept of one end user',
      request: { params: userParameter },
      responses: { 200: json(exportSchema, 'Their conversations.'), ...refusals },
    }),
    async (context) => {
      const { project: projectId, environment, user } = context.req.valid('param');
      const place = { projectId, environment };
      const { name: actor } = requireKey(context, ['admin'], place);
      await writer.write(() =>
        audit.write({ actor, action: 'end-user.export', ...place, subject: projectId }, now()),
      );
      const conversations = reader.idsOfEndUser(place, user).map((id) => ({
        ...conversationViewSchema.parse(reader.view(id)),
        messages: [...reader.messages(id, 0, everything)],
        events: reader.events(id, 0, everything).map(({ event }) => event),
        notes: reader.notes(id).map(({ at, author, content }) => ({ at, author, content })),
        state: jsonText(z.looseObject({})).parse(selectState.get(id)),
      }));
      return context.json({ endUser: user, conversations }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'delete',
      path: userPath,
      tags,
      summary: 'Erases everything that is kept of one end user',
      request: { params: userParameter },
      responses: {
        200: json(z.object({ conversations: z.int() }), 'How many conversations are gone.'),
        ...refusals,
      },
    }),
    async (context) => {
      const { project: projectId, environment, user } = context.req.valid('param');
      const place = { projectId, environment };
      const { name: actor } = requireKey(context, ['admin'], place);
      const answer = await once(
        services,
        requestOf(context, null),
        () => {
          const ids = reader.idsOfEndUser(place, user);
          personalData.erase(ids);
          forgetRequests.run(endUserScope(place, user));
          const details = { conversations: ids.length };
          audit.write({ actor, action: 'end-user.erase', ...place, subject: projectId, details }, now());
          return { conversations: ids.length };
        },
        (given) => z.object({ conversations: z.int() }).parse(given),
      );
      personalData.scrub();
      return context.json(answer, 200);
    },
  );

  const selectRetention = database
    .prepare('SELECT days FROM retention WHERE project_id = ? AND environment = ?')
    .pluck();
  const saveRetention = database.prepare('INSERT OR REPLACE INTO retention VALUES (?, ?, ?)');
  const deleteRetention = database.prepare('DELETE FROM retention WHERE project_id = ? AND environment = ?');
  app.openapi(
    createRoute({
      method: 'get',
      path: retentionPath,
      tags,
      summary: 'For how long conversations are kept',
      request: { params: placeParameter },
      responses: { 200: json(retentionSchema, 'Days.'), ...refusals },
    }),
    (context) => {
      const { project: projectId, environment } = context.req.valid('param');
      requireKey(context, ['admin', 'read'], { projectId, environment });
      const days = z.int().nullable().default(null).parse(selectRetention.get(projectId, environment));
      return context.json({ days }, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'put',
      path: retentionPath,
      tags,
      summary: 'Says for how long conversations are kept after their last event',
      request: { params: placeParameter, body: body(retentionSchema) },
      responses: { 200: json(retentionSchema, 'Kept.'), ...refusals },
    }),
    async (context) => {
      const { project: projectId, environment } = context.req.valid('param');
      const place = { projectId, environment };
      const { name: actor } = requireKey(context, ['admin'], place);
      const { days } = context.req.valid('json');
      const answer = await once(
        services,
        requestOf(context, { days }),
        () => {
          if (days === null) deleteRetention.run(projectId, environment);
          else saveRetention.run(projectId, environment, days);
          audit.write(
            { actor, action: 'retention.change', ...place, subject: projectId, details: { days } },
            now(),
          );
          return { days };
        },
        (given) => retentionSchema.parse(given),
      );
      return context.json(answer, 200);
    },
  );
}
