// Conversations in the embedded database, behind the interface of `conversations/conversation-store.ts`.
// Invariants: a turn's state, messages, events, timer and the end of its trigger are one write of the group commit.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { recordedEffectSchema } from '#shared/drivers/recorded-effect.ts';
import { conversationSchema } from '#shared/engine/conversation.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import { messageSchema } from '#shared/engine/message.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { limits } from '#shared/model/limits.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type {
  ConversationChange,
  ConversationStore,
  LoadedConversation,
  Receipt,
  StoredConversation,
} from '../conversations/conversation-store.ts';
import { auditStatement } from './audit-log.ts';
import type { GroupCommit } from './group-commit.ts';
import { jsonText } from './json-column.ts';
import { receiptStatement } from './receipts.ts';
import type { WriteStatement } from './write-statement.ts';

const conversationRow = z
  .object({
    id: z.string(),
    project_id: z.string(),
    environment: environmentSchema,
    version: z.int(),
    rev: z.int(),
    end_user: z.string(),
    created_at: z.int(),
    updated_at: z.int(),
    triggers: z.int(),
    messages: z.int(),
    events: z.int(),
    state: jsonText(conversationSchema),
  })
  .transform(({ project_id, end_user, created_at, updated_at, ...row }) => ({
    ...row,
    projectId: project_id,
    endUser: end_user,
    createdAt: created_at,
    updatedAt: updated_at,
  }));

const triggerBase = { id: z.string(), acceptedAt: z.number() };
const triggerSchema: z.ZodType<Trigger> = z.union([
  z.object({ ...triggerBase, kind: z.literal('start') }),
  z.object({
    ...triggerBase,
    kind: z.literal('approval'),
    messageId: z.string().nullable(),
    isApproved: z.boolean(),
    reason: z.string(),
  }),
  z
    .object({
      ...triggerBase,
      kind: z.literal('message'),
      message: messageSchema,
      choiceMessageId: z.string().optional(),
    })
    .transform(({ choiceMessageId, ...trigger }) =>
      choiceMessageId === undefined ? trigger : { ...trigger, choiceMessageId },
    ),
]);
const inboxRow = z.object({ seq: z.int(), trigger: jsonText(triggerSchema) });
const journalRow = z.object({
  key: z.string(),
  entry: jsonText(z.union([z.literal('started'), recordedEffectSchema])),
});
const idList = z.array(z.string());

const sql = {
  insert: 'INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  update: `UPDATE conversation SET status = ?, operator = ?, updated_at = ?, triggers = max(triggers, ?), messages = ?, events = ?,
    state = ? WHERE id = ?`,
  // Apart, since each of them has an index, or hardly ever changes.
  updateRest: `UPDATE conversation SET version = ?, rev = ?, end_user = ?, customer = ?, due_at = ?
    WHERE id = ? AND (version, rev, end_user, customer, due_at) IS NOT (?, ?, ?, ?, ?)`,
  insertTrigger: 'INSERT INTO inbox SELECT id, ?, ? FROM conversation WHERE id = ?',
  deleteTrigger: 'DELETE FROM inbox WHERE conversation_id = ? AND seq = ?',
  insertMessage: 'INSERT INTO message VALUES (?, ?, ?, ?, ?)',
  insertEvents: 'INSERT INTO event VALUES (?, ?, ?, ?)',
  // Nothing of a conversation that was erased while its turn ran.
  keepJournal: 'INSERT OR REPLACE INTO journal SELECT id, ?, ? FROM conversation WHERE id = ?',
  deleteJournal: 'DELETE FROM journal WHERE conversation_id = ?',
} as const;

/** A trigger that was accepted and is not sent to be stored yet. */
interface Unsent {
  /** Its receipt, and what the audit log says of it. */
  readonly along: readonly WriteStatement[];
  /** Whether its turn came to its end meanwhile: then one write tells of both, and the inbox never has it. */
  hasEnded: boolean;
  /** When that write is done. */
  turn?: Promise<void>;
}

export function createSqliteConversationStore(database: Database, writer: GroupCommit): ConversationStore {
  const reads = prepareReads(database);
  const unsent = new Map<string, Unsent>();
  return {
    create: (conversation, { seq, trigger }, receipt) =>
      writer.send(() => [
        { sql: sql.insert, values: rowOf(conversation) },
        triggerStatement(conversation.id, seq, trigger),
        ...receiptStatements(receipt, conversation.createdAt),
      ]),
    load: (id) => Promise.resolve(load(reads, id)),
    async accept(id, { seq, trigger }, receipt, audit = []) {
      const key = `${id} ${seq}`;
      const at = trigger.acceptedAt;
      const along = [...receiptStatements(receipt, at), ...audit.map((entry) => auditStatement(entry, at))];
      const accepted: Unsent = { along, hasEnded: false };
      unsent.set(key, accepted);
      const sent = writer.send(() => {
        unsent.delete(key);
        return accepted.hasEnded ? [] : [triggerStatement(id, seq, trigger), ...accepted.along];
      });
      // Where one write tells of both, that one alone says what became of it.
      await sent.catch((error: unknown) => {
        if (!accepted.hasEnded) throw error;
      });
      await accepted.turn;
    },
    commit(change) {
      const key = `${change.conversation.id} ${change.done}`;
      const accepted = unsent.get(key);
      if (accepted === undefined) return writer.send(() => changeStatements(change, undefined));
      // Said first: what waits may be sent with this write.
      accepted.hasEnded = true;
      accepted.turn = writer.send(() => changeStatements(change, accepted.along));
      return accepted.turn;
    },
    journal: (id, entries) =>
      writer.send(() =>
        entries.map(([key, entry]) => ({
          sql: sql.keepJournal,
          values: [key, JSON.stringify(entry), id],
          orElse: 'CONVERSATION_NOT_FOUND',
        })),
      ),
    unfinished: () => Promise.resolve(idList.parse(reads.unfinished.all())),
    due: (until, limit) => Promise.resolve(idList.parse(reads.due.all(until, limit))),
    nextDue: (after) => Promise.resolve(z.number().nullable().parse(reads.nextDue.get(after))),
  };
}

function changeStatements(
  { conversation, at, done, messages, events, dropJournal, audit = [], receipt }: ConversationChange,
  accepted: readonly WriteStatement[] | undefined,
): readonly WriteStatement[] {
  const { id, state } = conversation;
  const rest = restOf(conversation);
  const statements: WriteStatement[] = [
    {
      sql: sql.update,
      values: [
        state.status,
        state.operator,
        conversation.updatedAt,
        conversation.triggers,
        conversation.messages,
        conversation.events,
        JSON.stringify(state),
        id,
      ],
      orElse: 'CONVERSATION_NOT_FOUND',
    },
    { sql: sql.updateRest, values: [...rest, id, ...rest] },
  ];
  if (accepted !== undefined) statements.push(...accepted);
  else if (done !== undefined) {
    // A turn counts only if its trigger was stored, and once.
    statements.push({ sql: sql.deleteTrigger, values: [id, done], orElse: 'TURN_NOT_STORED' });
  }
  if (dropJournal) statements.push({ sql: sql.deleteJournal, values: [id] });
  const firstMessage = conversation.messages - messages.length + 1;
  for (const [index, { turnId, message, options }] of messages.entries()) {
    const text = JSON.stringify({ ...message, options });
    statements.push({ sql: sql.insertMessage, values: [id, firstMessage + index, turnId, at, text] });
  }
  if (events.length > 0) {
    const firstEvent = conversation.events - events.length + 1;
    statements.push({ sql: sql.insertEvents, values: [id, firstEvent, at, JSON.stringify(events)] });
  }
  for (const entry of audit) statements.push(auditStatement(entry, at));
  return [...statements, ...receiptStatements(receipt, at)];
}

function triggerStatement(id: string, seq: number, trigger: Trigger): WriteStatement {
  const values = [seq, JSON.stringify(trigger), id];
  return { sql: sql.insertTrigger, values, orElse: 'CONVERSATION_NOT_FOUND' };
}

function receiptStatements(receipt: Receipt | undefined, at: number): readonly WriteStatement[] {
  return receipt === undefined ? [] : [receiptStatement(receipt, at)];
}

function prepareReads(database: Database) {
  const prepared = (text: string): Statement => database.prepare(text);
  return {
    select: prepared('SELECT * FROM conversation WHERE id = ?'),
    inbox: prepared('SELECT seq, trigger FROM inbox WHERE conversation_id = ? ORDER BY seq'),
    recent: prepared(
      'SELECT message FROM message WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?',
    ).pluck(),
    journal: prepared('SELECT key, entry FROM journal WHERE conversation_id = ?'),
    unfinished: prepared('SELECT DISTINCT conversation_id FROM inbox').pluck(),
    due: prepared('SELECT id FROM conversation WHERE due_at <= ? ORDER BY due_at LIMIT ?').pluck(),
    nextDue: prepared('SELECT min(due_at) FROM conversation WHERE due_at > ?').pluck(),
  };
}

function load(statements: ReturnType<typeof prepareReads>, id: string): LoadedConversation | undefined {
  const row = statements.select.get(id);
  if (row === undefined) return undefined;
  const conversation = conversationRow.parse(row);
  const referred = new Set(conversation.state.messages);
  const recent = z
    .array(jsonText(messageSchema))
    .parse(statements.recent.all(id, limits.history))
    .toReversed()
    .filter((message) => referred.has(message.id));
  const journal = z.array(journalRow).parse(statements.journal.all(id));
  const inbox = z.array(inboxRow).parse(statements.inbox.all(id));
  // Those that wait are counted with the row when the next turn is stored.
  const triggers = Math.max(conversation.triggers, inbox.at(-1)?.seq ?? 0);
  return {
    conversation: { ...conversation, triggers, recent },
    inbox,
    journal: new Map(journal.map(({ key, entry }) => [key, entry])),
  };
}

function rowOf(conversation: StoredConversation): WriteStatement['values'] {
  const { id, projectId, environment, state, createdAt, updatedAt, triggers, messages, events } =
    conversation;
  const [version, rev, endUser, customer, dueAt] = restOf(conversation);
  const { status, operator } = state;
  const place = [id, projectId, environment, version, rev, endUser, customer, status, operator] as const;
  return [...place, createdAt, updatedAt, dueAt, triggers, messages, events, JSON.stringify(state)];
}

function restOf({ version, rev, endUser, state }: StoredConversation) {
  const { externalId, name, email } = state.customer;
  // What operators search for.
  const customer = [externalId, name, email].filter((part) => part !== null && part !== '').join(' ');
  return [version, rev, endUser, customer, nextDueTimer(state)?.dueAt ?? null] as const;
}
