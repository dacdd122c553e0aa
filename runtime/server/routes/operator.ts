// What operators do: take over, answer, note, hand back, close; and say that a customer turned out to be somebody.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { changeCustomer } from '#shared/engine/change-customer.ts';
import { operatorCloses, operatorJoins, operatorLeaves, operatorSays } from '#shared/engine/operator.ts';
import { limits } from '#shared/model/limits.ts';
import { conversationViewSchema, customerRequestSchema } from '#shared/runtime-api/conversations.ts';
import type { ApiScope } from '#shared/runtime-api/publishing.ts';
import type { Deed } from '../../conversations/conversation-actor.ts';
import { conversationNotFound, requireConversation, requireKeyKind } from '../callers.ts';
import type { Environment, Services } from '../environment.ts';
import { acceptOnce, doOnce, once, requestOf } from '../idempotency.ts';
import { body, conversationParameter, json, refusals, type RuntimeApp } from '../openapi.ts';
import { userOf } from './conversations.ts';

const tags = ['Operators'];
const path = '/v1/conversations/{conversation}';
/** Who does it, beside the key's name. */
const by = z.string().min(1).max(limits.name).optional();
const words = z.string().min(1).max(limits.messageContent);

const noteSchema = z.object({ id: z.int(), at: z.number(), author: z.string(), content: z.string() });
const noteListSchema = z.object({ notes: z.array(noteSchema) });

const deeds = {
  'take-over': operatorJoins,
  'hand-back': operatorLeaves,
  close: operatorCloses,
} as const;
const summaries = {
  'take-over': 'Takes over: the bot is silent, its timers stand still',
  'hand-back': 'Hands back: the bot answers the next message',
  close: 'Closes the conversation, which the operator has taken over',
} as const;

export function addOperatorRoutes(app: RuntimeApp, services: Services): void {
  const { conversations, reader, database, now } = services;

  async function act(
    context: Context<Environment>,
    asked: {
      readonly action: string;
      readonly scope: ApiScope;
      readonly content: { readonly by?: string | undefined };
    },
    deed: Deed,
  ) {
    const { id } = requireConversation(services, context, [asked.scope]);
    const actor = actorOf(context, asked.content.by);
    const request = requestOf(context, asked.content, `conversation:${id}`);
    await doOnce(services, request, (receipt) =>
      conversations.act(id, deed, {
        audit: { actor, action: asked.action },
        ...(receipt === undefined ? {} : { receipt }),
      }),
    );
    return conversationViewSchema.parse(reader.view(id));
  }

  for (const name of ['take-over', 'hand-back', 'close'] as const) {
    app.openapi(
      createRoute({
        method: 'post',
        path: `${path}/operator/${name}`,
        tags,
        summary: summaries[name],
        request: { params: conversationParameter, body: body(z.object({ by })) },
        responses: { 200: json(conversationViewSchema, 'As it is then.'), ...refusals },
      }),
      async (context) => {
        const content = context.req.valid('json');
        const asked = { action: `operator.${name}`, scope: 'operate', content } as const;
        return context.json(await act(context, asked, (place) => deeds[name](place.state, place.now)), 200);
      },
    );
  }

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/operator/reply`,
      tags,
      summary: 'Answers, after taking over',
      request: { params: conversationParameter, body: body(z.object({ by, content: words })) },
      responses: { 200: json(conversationViewSchema, 'As it is then.'), ...refusals },
    }),
    async (context) => {
      const content = context.req.valid('json');
      const asked = { action: 'operator.reply', scope: 'operate', content } as const;
      const deed: Deed = ({ state, newId }) =>
        operatorSays(state, { id: `o-${newId()}`, content: content.content });
      return context.json(await act(context, asked, deed), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/operator/decide`,
      tags,
      summary: 'Allows or refuses what waits for approval',
      request: {
        params: conversationParameter,
        body: body(
          z.object({ by, isApproved: z.boolean(), reason: z.string().max(limits.noteText).default('') }),
        ),
      },
      responses: { 200: json(conversationViewSchema, 'As it is after its turn.'), ...refusals },
    }),
    async (context) => {
      const { id, projectId, environment } = requireConversation(services, context, ['operate']);
      const { isApproved, reason, by: person } = context.req.valid('json');
      const request = requestOf(context, context.req.valid('json'), `conversation:${id}`);
      const actor = actorOf(context, person);
      const place = { projectId, environment, subject: id };
      const audit = { actor, action: 'operator.decide', ...place, details: { isApproved } };
      const { report } = await acceptOnce(services, request, (receipt) =>
        conversations.decide(id, { isApproved, reason }, audit, receipt),
      );
      await report;
      return context.json(conversationViewSchema.parse(reader.view(id)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'put',
      path: `${path}/customer`,
      tags: ['Conversations'],
      summary: 'Goes on as another customer, such as one who has signed in; what was said stays',
      request: {
        params: conversationParameter,
        body: body(z.object({ by, customer: customerRequestSchema })),
      },
      responses: { 200: json(conversationViewSchema, 'As it is then.'), ...refusals },
    }),
    async (context) => {
      const content = context.req.valid('json');
      const { endUser, customer, organizations } = userOf(content.customer);
      const asked = { action: 'customer.change', scope: 'converse', content } as const;
      requireKeyKind(context);
      const deed: Deed = ({ state }) => ({
        ...changeCustomer(state, { customer, organizations, channel: state.channel }),
        endUser,
      });
      return context.json(await act(context, asked, deed), 200);
    },
  );

  const insertNote = database.prepare(
    `INSERT INTO note SELECT id, (SELECT coalesce(max(id), 0) + 1 FROM note WHERE conversation_id = @conversation), @at, @author, @content
      FROM conversation WHERE id = @conversation RETURNING id, at, author, content`,
  );
  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/notes`,
      tags,
      summary: 'Notes something for other operators; customers never see it',
      request: { params: conversationParameter, body: body(z.object({ by, content: words })) },
      responses: { 200: json(noteSchema, 'The note.'), ...refusals },
    }),
    async (context) => {
      const { id, projectId, environment } = requireConversation(services, context, ['operate']);
      const { by: person, content } = context.req.valid('json');
      const author = actorOf(context, person);
      const entry = { actor: author, action: 'operator.note', projectId, environment, subject: id };
      const note = await once(
        services,
        requestOf(context, context.req.valid('json'), `conversation:${id}`),
        () => {
          const at = now();
          const added = noteSchema
            .optional()
            .parse(insertNote.get({ conversation: id, at, author, content }));
          if (added === undefined) throw conversationNotFound();
          services.audit.write(entry, at);
          return added;
        },
        (given) => noteSchema.parse(given),
      );
      return context.json(note, 200);
    },
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/notes`,
      tags,
      summary: 'Notes of operators',
      request: { params: conversationParameter },
      responses: { 200: json(noteListSchema, 'Oldest first.'), ...refusals },
    }),
    (context) => {
      const { id } = requireConversation(services, context, ['operate', 'read']);
      return context.json({ notes: [...reader.notes(id)] }, 200);
    },
  );
}

function actorOf(context: Context<Environment>, person: string | undefined): string {
  const { name } = context.get('caller');
  return person === undefined ? name : `${person} (${name})`;
}
