// What operators, customers and exports read of conversations. Reading alone; nothing here is needed to run a turn.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { conversationSchema } from '#shared/engine/conversation.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import {
  type ConversationView,
  type MessageView,
  messageViewSchema,
} from '#shared/runtime-api/conversations.ts';
import { type Environment, environmentSchema } from '#shared/runtime-api/publishing.ts';
import type { Place } from '../publishing/publications.ts';
import type { ConversationPlace } from '../conversations/conversation-store.ts';
import { jsonText } from './json-column.ts';

export interface SearchQuery {
  readonly projectId: string | null;
  readonly environment: Environment | null;
  readonly status: string | null;
  readonly endUser: string | null;
  /** Words of the customer's name, e-mail or id, or of a message. */
  readonly words: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}

export interface StoredEvent {
  readonly seq: number;
  readonly at: number;
  readonly event: { readonly type: string; readonly [key: string]: unknown };
}

export interface ConversationReader {
  placeOf(id: string): ConversationPlace | undefined;
  view(id: string): ConversationView | undefined;
  list(query: SearchQuery): {
    readonly conversations: readonly ConversationView[];
    readonly cursor: string | null;
  };
  messages(id: string, after: number, limit: number): readonly MessageView[];
  messagesOfTurn(id: string, turnId: string): readonly MessageView[];
  /** Whole commits, so a few more than `limit` may come. */
  events(id: string, after: number, limit: number): readonly StoredEvent[];
  notes(id: string): readonly Note[];
  idsOfEndUser(place: Place, endUser: string): readonly string[];
  /** Conversations of an environment that nothing happened in since then. */
  idsBefore(place: Place, updatedBefore: number, limit: number): readonly string[];
}

const placeRow = z
  .object({ project_id: z.string(), environment: environmentSchema, end_user: z.string() })
  .transform(({ project_id, environment, end_user }) => ({
    projectId: project_id,
    environment,
    endUser: end_user,
  }));
const optionalPlaceRow = placeRow.optional();
const viewRow = z
  .object({
    id: z.string(),
    project_id: z.string(),
    environment: environmentSchema,
    version: z.int(),
    created_at: z.number(),
    updated_at: z.number(),
    state: jsonText(conversationSchema),
  })
  .transform(({ id, project_id, environment, version, created_at, updated_at, state }): ConversationView => {
    const { externalId, type, verified, name, email } = state.customer;
    return {
      id,
      projectId: project_id,
      environment,
      version,
      status: state.status,
      operator: state.operator,
      createdAt: created_at,
      updatedAt: updated_at,
      customer: { externalId, type, verified, name, email },
      openChoiceId: state.wait?.offered === undefined ? null : state.wait.messageId,
      nextTimerAt: nextDueTimer(state)?.dueAt ?? null,
    };
  });
const messageRow = z
  .object({
    seq: z.int(),
    turn_id: z.string(),
    at: z.number(),
    message: jsonText(messageViewSchema.omit({ seq: true, turnId: true, at: true })),
  })
  .transform(({ seq, turn_id, at, message }): MessageView => ({ seq, turnId: turn_id, at, ...message }));
const eventRow = z.object({
  first_seq: z.int(),
  at: z.number(),
  events: jsonText(z.array(z.looseObject({ type: z.string() }))),
});
const noteRow = z.object({ id: z.int(), at: z.number(), author: z.string(), content: z.string() });
const ids = z.array(z.string());

export type Note = z.infer<typeof noteRow>;

export function createConversationReader(database: Database): ConversationReader {
  const sql = {
    place: database.prepare('SELECT project_id, environment, end_user FROM conversation WHERE id = ?'),
    view: database.prepare('SELECT * FROM conversation WHERE id = ?'),
    list: database.prepare(`SELECT * FROM conversation
      WHERE (@projectId IS NULL OR project_id = @projectId) AND (@environment IS NULL OR environment = @environment)
        AND (@status IS NULL OR status = @status) AND (@endUser IS NULL OR end_user = @endUser)
        AND (@cursorAt IS NULL OR (updated_at, id) < (@cursorAt, @cursorId))
        AND (@like IS NULL OR customer LIKE @like ESCAPE '\\' OR EXISTS (SELECT 1 FROM message
          WHERE conversation_id = conversation.id AND message ->> 'content' LIKE @like ESCAPE '\\'))
      ORDER BY updated_at DESC, id DESC LIMIT @limit`),
    messages: database.prepare(
      'SELECT seq, turn_id, at, message FROM message WHERE conversation_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    ),
    ofTurn: database.prepare(
      'SELECT seq, turn_id, at, message FROM message WHERE conversation_id = ? AND turn_id = ? ORDER BY seq',
    ),
    // The commit in which `after` lies comes too.
    events:
      database.prepare(`SELECT first_seq, at, events FROM event WHERE conversation_id = @id AND first_seq >=
        coalesce((SELECT max(first_seq) FROM event WHERE conversation_id = @id AND first_seq <= @after + 1), 0)
      ORDER BY first_seq LIMIT @limit`),
    notes: database.prepare('SELECT id, at, author, content FROM note WHERE conversation_id = ? ORDER BY id'),
    ofEndUser: database
      .prepare('SELECT id FROM conversation WHERE project_id = ? AND environment = ? AND end_user = ?')
      .pluck(),
    before: database
      .prepare(
        'SELECT id FROM conversation WHERE project_id = ? AND environment = ? AND updated_at < ? LIMIT ?',
      )
      .pluck(),
  };
  return {
    placeOf: (id) => optionalPlaceRow.parse(sql.place.get(id)),
    view: (id) => viewRow.optional().parse(sql.view.get(id)),
    list({ words, cursor, limit, ...query }) {
      const [cursorAt, cursorId] = cursor === null ? [null, null] : readCursor(cursor);
      const like = words === null ? null : `%${words.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
      const rows = z
        .array(viewRow)
        .parse(sql.list.all({ ...query, cursorAt, cursorId, like, limit: limit + 1 }));
      const conversations = rows.slice(0, limit);
      const last = conversations.at(-1);
      return {
        conversations,
        cursor: rows.length > limit && last !== undefined ? `${last.updatedAt}.${last.id}` : null,
      };
    },
    messages: (id, after, limit) => z.array(messageRow).parse(sql.messages.all(id, after, limit)),
    messagesOfTurn: (id, turnId) => z.array(messageRow).parse(sql.ofTurn.all(id, turnId)),
    events: (id, after, limit) =>
      z
        .array(eventRow)
        .parse(sql.events.all({ id, after, limit }))
        .flatMap(({ first_seq, at, events }) =>
          events.map((event, index) => ({ seq: first_seq + index, at, event })),
        )
        .filter(({ seq }) => seq > after),
    notes: (id) => z.array(noteRow).parse(sql.notes.all(id)),
    idsOfEndUser: ({ projectId, environment }, endUser) =>
      ids.parse(sql.ofEndUser.all(projectId, environment, endUser)),
    idsBefore: ({ projectId, environment }, before, limit) =>
      ids.parse(sql.before.all(projectId, environment, before, limit)),
  };
}

function readCursor(cursor: string): readonly [number, string] {
  const dot = cursor.indexOf('.');
  return [Number(cursor.slice(0, dot)) || 0, cursor.slice(dot + 1)];
}
