// Conversations as customers have them: start, write, pick, read.
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { AppError } from '#shared/errors/app-error.ts';
import {
  conversationListSchema,
  conversationViewSchema,
  type CustomerRequest,
  customerRequestSchema,
  eventListSchema,
  messageListSchema,
  sendRequestSchema,
  startRequestSchema,
  type TurnView,
  turnViewSchema,
} from '#shared/runtime-api/conversations.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import { anonymousUser, type Session } from '../../access/sessions.ts';
import type { TurnReport } from '../../conversations/turn-report.ts';
import { requireConversation, requireKey } from '../callers.ts';
import type { Environment, Services } from '../environment.ts';
import { acceptOnce, requestOf } from '../idempotency.ts';
import { body, conversationParameter, json, queryNumber, refusals, type RuntimeApp } from '../openapi.ts';
import { createFindStoredTurn } from '../stored-turn.ts';

const tags = ['Conversations'];
const path = '/v1/conversations/{conversation}';
/** Seconds that an answer waits for the turn's end; without, it comes as soon as the message is stored. */
const waitQuery = z.object({ wait: queryNumber(0, 30, 0) });

type User = Pick<Session, 'endUser' | 'customer' | 'organizations'>;

export function addConversationRoutes(app: RuntimeApp, services: Services): void {
  const { conversations, database, reader, flows } = services;
  const storedTurn = createFindStoredTurn(database, reader);

  app.openapi(
    createRoute({
      method: 'post',
      path: '/v1/conversations',
      tags,
      summary: 'Starts a conversation',
      request: { query: waitQuery, body: body(startRequestSchema) },
      responses: { 201: json(turnViewSchema, 'Stored; with `wait` also what was said.'), ...refusals },
    }),
    async (context) => {
      const request = context.req.valid('json');
      const { projectId, environment, ...user } = starterOf(context, request);
      const live = flows.live({ projectId, environment });
      if (live === undefined) {
        throw new AppError('NOT_PUBLISHED', `Nothing of this project is published to ${environment} yet.`);
      }
      const id = services.newId();
      // The id is part of what is answered: the same request gives the same conversation.
      const asked = requestOf(context, request);
      const accepted = await acceptOnce(services, asked, (receipt) =>
        conversations
          .create(
            { id, projectId, environment, ...user, channel: request.channel, live },
            receipt && ((turnId) => ({ ...receipt(turnId), answer: `${id} ${turnId}` })),
          )
          .then((started) => ({ ...started, turnId: `${id} ${started.turnId}` })),
      );
      const [conversationId = '', turnId = ''] = accepted.turnId.split(' ');
      const turn = await turnView(
        context,
        { conversationId, turnId, report: accepted.report },
        context.req.valid('query').wait,
      );
      return context.json(turn, 201);
    },
  );

  app.openapi(
    createRoute({
      method: 'post',
      path: `${path}/messages`,
      tags,
      summary: 'Writes a message, or picks an option',
      request: { params: conversationParameter, query: waitQuery, body: body(sendRequestSchema) },
      responses: {
        200: json(turnViewSchema, 'Its turn has ended.'),
        202: json(turnViewSchema, 'Stored; its turn is still to end.'),
        ...refusals,
      },
    }),
    async (context) => {
      // One that was erased and is still in memory is not found when the message is to be stored.
      const { id } = requireConversation(services, context, ['converse'], conversations.placeOf);
      const { content, choice } = context.req.valid('json');
      const request = requestOf(context, context.req.valid('json'), `conversation:${id}`);
      const accepted = await acceptOnce(services, request, (receipt) =>
        conversations.send(
          id,
          {
            content: content ?? String(choice?.value ?? ''),
            ...(choice === undefined ? {} : { choice: choice.value }),
            ...(choice?.messageId === undefined ? {} : { choiceMessageId: choice.messageId }),
          },
          receipt,
        ),
      );
      const turn = await turnView(
        context,
        { conversationId: id, ...accepted },
        context.req.valid('query').wait,
      );
      return turn.status === 'done' ? context.json(turn, 200) : context.json(turn, 202);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path,
      tags,
      summary: 'A conversation',
      request: { params: conversationParameter },
      responses: { 200: json(conversationViewSchema, 'As it is stored.'), ...refusals },
    }),
    (context) => {
      const { id } = requireConversation(services, context, ['converse', 'read', 'operate']);
      return context.json(conversationViewSchema.parse(reader.view(id)), 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/messages`,
      tags,
      summary: 'Messages, oldest first',
      request: {
        params: conversationParameter,
        query: z.object({ after: queryNumber(0, 2 ** 40, 0), limit: queryNumber(1, 500, 100) }),
      },
      responses: { 200: json(messageListSchema, 'Messages after this `seq`.'), ...refusals },
    }),
    (context) => {
      const { id } = requireConversation(services, context, ['converse', 'read', 'operate']);
      const { after, limit } = context.req.valid('query');
      return context.json({ messages: [...reader.messages(id, after, limit)] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: `${path}/events`,
      tags,
      summary: 'Run events: every step, effect and wait',
      request: {
        params: conversationParameter,
        query: z.object({ after: queryNumber(0, 2 ** 40, 0), limit: queryNumber(1, 500, 100) }),
      },
      responses: {
        200: json(eventListSchema, 'Events after this `seq`; a few more than `limit` may come.'),
        ...refusals,
      },
    }),
    (context) => {
      const { id } = requireConversation(services, context, ['read']);
      const { after, limit } = context.req.valid('query');
      return context.json({ events: [...reader.events(id, after, limit)] }, 200);
    },
  );

  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/conversations',
      tags,
      summary: 'Lists and searches conversations, the latest first',
      request: {
        query: z.object({
          projectId: z.string().optional(),
          environment: environmentSchema.optional(),
          status: z.enum(['open', 'escalated', 'closed']).optional(),
          endUser: z.string().max(200).optional(),
          q: z
            .string()
            .min(1)
            .max(200)
            .optional()
            .openapi({ description: 'In names, e-mails, ids and messages.' }),
          cursor: z.string().max(200).optional(),
          limit: queryNumber(1, 200, 50),
        }),
      },
      responses: { 200: json(conversationListSchema, 'A page.'), ...refusals },
    }),
    (context) => {
      const { projectId, environment, status, endUser, q, cursor, limit } = context.req.valid('query');
      const caller = context.get('caller');
      if (caller.kind === 'session') {
        const { session } = caller;
        const own = {
          projectId: session.projectId,
          environment: session.environment,
          endUser: session.endUser,
        };
        const page = reader.list({
          ...own,
          status: status ?? null,
          words: null,
          cursor: cursor ?? null,
          limit,
        });
        return context.json({ ...page, conversations: [...page.conversations] }, 200);
      }
      const bound = requireKey(context, ['read', 'operate'], {
        ...(caller.key.projectId === null ? {} : { projectId: projectId ?? caller.key.projectId }),
        ...(environment === undefined ? {} : { environment }),
      });
      const page = reader.list({
        projectId: projectId ?? bound.projectId,
        environment: environment ?? bound.environment,
        status: status ?? null,
        endUser: endUser ?? null,
        words: q ?? null,
        cursor: cursor ?? null,
        limit,
      });
      return context.json({ ...page, conversations: [...page.conversations] }, 200);
    },
  );

  /** Whose conversation it becomes, and where. */
  function starterOf(context: Context<Environment>, request: z.infer<typeof startRequestSchema>) {
    const caller = context.get('caller');
    if (caller.kind === 'session') {
      const { projectId, environment, endUser, customer, organizations } = caller.session;
      return { projectId, environment, endUser, customer, organizations };
    }
    const projectId = request.projectId ?? caller.key.projectId;
    const environment = request.environment ?? caller.key.environment;
    if (projectId === null || environment === null) {
      throw new AppError('INVALID_INPUT', 'Say which projectId and environment the conversation belongs to.');
    }
    requireKey(context, ['converse'], { projectId, environment });
    return { projectId, environment, ...userOf(request.customer) };
  }

  /** What went wrong inside of a turn is not for end users; what of theirs was refused is. */
  async function turnView(context: Context<Environment>, asked: Asked, wait: number): Promise<TurnView> {
    const turn = await wholeTurnView(asked, wait);
    const isHidden = context.get('caller').kind === 'session' && turn.outcome === 'failed';
    return isHidden ? { ...turn, error: null } : turn;
  }

  async function wholeTurnView(asked: Asked, wait: number): Promise<TurnView> {
    const { conversationId, turnId } = asked;
    const running = asked.report ?? conversations.reportOf(conversationId, turnId);
    const isAccepted = {
      conversationId,
      turnId,
      status: 'accepted',
      outcome: null,
      error: null,
      messages: [],
    } as const;
    // Sent again: it ended before, or waits in the storage since the runtime was stopped.
    if (running === undefined) return storedTurn(conversationId, turnId) ?? { ...isAccepted, messages: [] };
    if (wait === 0) return { ...isAccepted, messages: [] };
    const report = await within(running, wait * 1000);
    if (report === undefined) return { ...isAccepted, messages: [] };
    return {
      conversationId,
      turnId,
      status: 'done',
      outcome: report.outcome,
      error: report.error,
      messages: report.messages.map(({ turnId: ofTurn, message, options }) => {
        const { id, role, content, assistantId, citations } = message;
        return {
          id,
          turnId: ofTurn,
          role,
          content,
          ...(assistantId === undefined ? {} : { assistantId }),
          ...(citations === undefined ? {} : { citations }),
          ...(options === undefined
            ? {}
            : { options: options.map(({ label, value }) => ({ label, value })) }),
        };
      }),
    };
  }
}

interface Asked {
  readonly conversationId: string;
  readonly turnId: string;
  /** Absent when the request was sent before. */
  readonly report?: Promise<TurnReport> | undefined;
}

/** The customer that a server states. */
export function userOf(request: CustomerRequest = customerRequestSchema.parse({})): User {
  const { externalId, internalId, organizations, verified, type, email, name, attrs } = request;
  const anonymous = anonymousUser();
  const isAnonymous = (type ?? (externalId === null ? 'anonymous' : 'identified')) === 'anonymous';
  const endUser = internalId ?? (externalId === null ? anonymous.endUser : String(externalId));
  return {
    endUser,
    organizations,
    customer: {
      internalId: endUser,
      externalId,
      type: isAnonymous ? 'anonymous' : 'identified',
      verified: isAnonymous ? null : verified,
      email,
      name,
      attrs,
    },
  };
}

/** Undefined when it took longer. Rejects as the promise does. */
async function within<Result>(promise: Promise<Result>, milliseconds: number): Promise<Result | undefined> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timeout = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timeout);
  }
}
