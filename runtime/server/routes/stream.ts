// What happens in a conversation, as it happens: server-sent events.
// Invariants: read from what is stored, so a reader who comes back with `Last-Event-ID` misses nothing and gets nothing twice; a slow
// reader holds few events in memory and the latest draft; a stream ends with what allowed it.
import { createRoute, z } from '@hono/zod-openapi';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { AppError } from '#shared/errors/app-error.ts';
import type { Notice } from '../../conversations/broadcast.ts';
import type { StoredEvent } from '../../storage/conversation-reader.ts';
import { isStillGood, reachesConversation, requireConversation } from '../callers.ts';
import type { Services } from '../environment.ts';
import { endUserScope } from '../idempotency.ts';
import { conversationParameter, queryNumber, refusals, type RuntimeApp } from '../openapi.ts';

const heartbeatMs = 15_000;
/** Commits that are read at once, and held while a slow reader takes them. */
const page = 8;
const mostStreams = 5000;
const mostOfOneEndUser = 20;

/** Events that a customer sees, by the names that the stream gives them, and which of their fields. */
const shown: Readonly<Record<string, readonly [name: string, fields: readonly string[]]>> = {
  'message.received': ['message.received', ['id', 'content', 'choice']],
  'message.refused': ['message.refused', ['id', 'error']],
  reply: ['reply', ['id', 'content', 'assistantId', 'citations']],
  choice: ['choice', ['id', 'content', 'options', 'assistantId']],
  'operator.said': ['operator.said', ['id', 'content']],
  'operator.joined': ['operator.joined', []],
  'operator.left': ['operator.left', []],
  'conversation.escalated': ['conversation.escalated', []],
  'conversation.closed': ['conversation.closed', []],
  'turn.ended': ['turn.ended', ['turnId', 'outcome']],
};

export function addStreamRoute(app: RuntimeApp, services: Services): void {
  const { conversations, metrics, log } = services;
  const ofEndUsers = new Map<string, number>();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/v1/conversations/{conversation}/stream',
      tags: ['Conversations'],
      summary: 'What happens, as server-sent events',
      description:
        'Events: reply, choice, message.received, message.refused, operator.said, operator.joined, operator.left, conversation.escalated, conversation.closed, turn.ended; without an id, and only while it is written: draft, draft.withdrawn. `detail=run` (scope read) gives every run event.',
      request: {
        params: conversationParameter,
        headers: z.object({ 'last-event-id': z.string().max(20).optional() }),
        query: z.object({
          after: queryNumber(0, 2 ** 40, 0),
          detail: z.enum(['customer', 'run']).default('customer'),
        }),
      },
      responses: {
        200: { description: 'A stream.', content: { 'text/event-stream': { schema: z.string() } } },
        ...refusals,
      },
    }),
    (context) => {
      const { detail, after } = context.req.valid('query');
      const scopes = detail === 'run' ? (['read'] as const) : (['converse', 'read', 'operate'] as const);
      const { id } = requireConversation(services, context, scopes);
      const caller = context.get('caller');
      const reader =
        caller.kind === 'session' ? endUserScope(caller.session, caller.session.endUser) : undefined;
      if (reader !== undefined && (ofEndUsers.get(reader) ?? 0) >= mostOfOneEndUser) {
        throw new AppError(
          'TOO_BUSY',
          'Too many of your event streams are open. Close one, then try again.',
          {
            details: { retryAfter: 10 },
          },
        );
      }
      const isAllowed = (): boolean =>
        isStillGood(services, caller) && reachesConversation(services, context, scopes);
      if (conversations.broadcast.count >= mostStreams) {
        throw new AppError(
          'TOO_BUSY',
          'Too many event streams are open. Read messages instead, or try again.',
          {
            blame: 'environment',
            details: { retryAfter: 10 },
          },
        );
      }
      const last = Number(context.req.valid('header')['last-event-id'] ?? after) || 0;
      return streamSSE(context, async (stream) => {
        metrics.streams(1);
        if (reader !== undefined) ofEndUsers.set(reader, (ofEndUsers.get(reader) ?? 0) + 1);
        try {
          await send(services, stream, { id, last, isWhole: detail === 'run', isAllowed });
        } catch (error) {
          // The reader comes back and goes on where it was.
          log.error({ err: error }, 'stream ended');
        } finally {
          metrics.streams(-1);
          if (reader !== undefined) forgetOne(ofEndUsers, reader);
        }
      });
    },
  );
}

interface Subscription {
  readonly id: string;
  readonly last: number;
  /** Every run event. */
  readonly isWhole: boolean;
  /** Whether the reader may still: keys are deleted, sessions end, conversations change hands or are erased. */
  readonly isAllowed: () => boolean;
}

function forgetOne(counts: Map<string, number>, whose: string): void {
  const left = (counts.get(whose) ?? 1) - 1;
  if (left === 0) counts.delete(whose);
  else counts.set(whose, left);
}

async function send(
  { conversations, reader }: Services,
  stream: SSEStreamingApi,
  { id, last, isWhole, isAllowed }: Subscription,
): Promise<void> {
  let cursor = last;
  let isNew = true;
  let draft: Notice | undefined;
  let wakeUp = (): void => undefined;
  const stop = conversations.broadcast.listen(id, (notice) => {
    if (notice.type === 'stored') isNew = true;
    else draft = notice;
    wakeUp();
  });
  stream.onAbort(() => wakeUp());
  try {
    while (!stream.aborted && !stream.closed && isAllowed()) {
      if (isNew) {
        isNew = false;
        const events = reader.events(id, cursor, page);
        if (events.length > 0) isNew = true;
        for (const stored of events) {
          cursor = stored.seq;
          const event = isWhole ? wholeEvent(stored) : customerEvent(stored);
          if (event !== undefined) await stream.writeSSE({ ...event, id: String(stored.seq) });
          // What was written has its place now.
          draft = undefined;
        }
        continue;
      }
      if (draft !== undefined) {
        const { type, ...data } = draft;
        draft = undefined;
        await stream.writeSSE({ event: type, data: JSON.stringify(data) });
        continue;
      }
      const isQuiet = await new Promise<boolean>((resolve) => {
        const timeout = setTimeout(() => resolve(true), heartbeatMs);
        wakeUp = () => {
          clearTimeout(timeout);
          resolve(false);
        };
      });
      wakeUp = () => undefined;
      if (isQuiet) await stream.write(': still here\n\n');
    }
  } finally {
    stop();
  }
}

function customerEvent({ at, event }: StoredEvent): { event: string; data: string } | undefined {
  const [name, fields] = shown[event.type] ?? [];
  if (name === undefined || fields === undefined) return undefined;
  const data = Object.fromEntries(fields.flatMap((field) => (field in event ? [[field, event[field]]] : [])));
  return { event: name, data: JSON.stringify({ at, ...data }) };
}

const wholeEvent = ({ at, event }: StoredEvent): { event: string; data: string } => ({
  event: event.type,
  data: JSON.stringify({ at, ...event }),
});
