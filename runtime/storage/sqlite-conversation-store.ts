// Conversations in the embedded database, behind the interface of `conversations/conversation-store.ts`.
// Invariants: a turn's state, messages, events, timer and the end of its trigger are one write of the group commit.
import type { Database, Statement } from 'better-sqlite3';
import { z } from 'zod';
import { recordedEffectSchema } from '#shared/drivers/recorded-effect.ts';
import { conversationSchema } from '#shared/engine/conversation.ts';
import { nextDueTimer } from '#shared/engine/due-timers.ts';
import { messageSchema } from '#shared/engine/message.ts';
import type { Trigger } from '#shared/engine/trigger.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { limits } from '#shared/model/limits.ts';
import { environmentSchema } from '#shared/runtime-api/publishing.ts';
import type {
  ConversationStore,
  LoadedConversation,
  PendingTrigger,
  Receipt,
  StoredConversation,
} from '../conversations/conversation-store.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import type { GroupCommit } from './group-commit.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { jsonText } from './json-column.ts';

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

export function createSqliteConversationStore(database: Database, writer: GroupCommit): ConversationStore {
  const statements = prepare(database);
  const receipts = createReceipts(database);
  const audit = createAuditLog(database);
  const insertTrigger = (id: string, { seq, trigger }: PendingTrigger): void => {
    statements.insertTrigger.run(id, seq, JSON.stringify(trigger));
  };
  return {
    create: (conversation, first, receipt) =>
      writer.write(() => {
        statements.insert.run({ ...columnsOf(conversation), created_at: conversation.createdAt });
        insertTrigger(conversation.id, first);
        keepReceipt(receipts, receipt, conversation.createdAt);
      }),
    load: (id) => Promise.resolve(load(statements, id)),
    accept: (id, pending, receipt) =>
      writer.write(() => {
        if (statements.isThere.get(id) === undefined) throw conversationNotFound();
        insertTrigger(id, pending);
        keepReceipt(receipts, receipt, pending.trigger.acceptedAt);
      }),
    commit: ({ conversation, at, done, messages, events, dropJournal, audit: entries = [], receipt }) =>
      writer.write(() => {
        const { id } = conversation;
        const { changes } = statements.update.run(columnsOf(conversation));
        if (changes === 0) throw conversationNotFound();
        // A turn counts only if its trigger was stored, and once.
        if (done !== undefined && statements.deleteTrigger.run(id, done).changes === 0) throw notStored();
        if (dropJournal) statements.deleteJournal.run(id);
        for (const [index, { turnId, message, options }] of messages.entries()) {
          const seq = conversation.messages - messages.length + index + 1;
          statements.insertMessage.run(id, seq, turnId, at, JSON.stringify({ ...message, options }));
        }
        if (events.length > 0) {
          statements.insertEvents.run(
            id,
            conversation.events - events.length + 1,
            at,
            JSON.stringify(events),
          );
        }
        writeAudit(audit, entries, at);
        keepReceipt(receipts, receipt, at);
      }),
    journal: (id, entries) =>
      writer.write(() => {
        for (const [key, entry] of entries) statements.keepJournal.run(id, key, JSON.stringify(entry));
      }),
    unfinished: () => Promise.resolve(idList.parse(statements.unfinished.all())),
    due: (until, limit) => Promise.resolve(idList.parse(statements.due.all(until, limit))),
    nextDue: (after) => Promise.resolve(z.number().nullable().parse(statements.nextDue.get(after))),
  };
}

function prepare(database: Database): Record<StatementName, Statement> {
  const prepared = (sql: string): Statement => database.prepare(sql);
  return {
    insert:
      prepared(`INSERT INTO conversation VALUES (@id, @project_id, @environment, @version, @rev, @end_user, @customer,
      @status, @operator, @created_at, @updated_at, @due_at, @triggers, @messages, @events, @state)`),
    update:
      prepared(`UPDATE conversation SET version = @version, rev = @rev, end_user = @end_user, customer = @customer,
      status = @status, operator = @operator, updated_at = @updated_at, due_at = @due_at,
      triggers = max(triggers, @triggers), messages = @messages, events = @events, state = @state WHERE id = @id`),
    select: prepared('SELECT * FROM conversation WHERE id = ?'),
    isThere: prepared('SELECT 1 FROM conversation WHERE id = ?').pluck(),
    insertTrigger: prepared('INSERT INTO inbox VALUES (?, ?, ?)'),
    deleteTrigger: prepared('DELETE FROM inbox WHERE conversation_id = ? AND seq = ?'),
    inbox: prepared('SELECT seq, trigger FROM inbox WHERE conversation_id = ? ORDER BY seq'),
    insertMessage: prepared('INSERT INTO message VALUES (?, ?, ?, ?, ?)'),
    recent: prepared(
      'SELECT message FROM message WHERE conversation_id = ? ORDER BY seq DESC LIMIT ?',
    ).pluck(),
    insertEvents: prepared('INSERT INTO event VALUES (?, ?, ?, ?)'),
    keepJournal: prepared('INSERT OR REPLACE INTO journal VALUES (?, ?, ?)'),
    journal: prepared('SELECT key, entry FROM journal WHERE conversation_id = ?'),
    deleteJournal: prepared('DELETE FROM journal WHERE conversation_id = ?'),
    unfinished: prepared('SELECT DISTINCT conversation_id FROM inbox').pluck(),
    due: prepared('SELECT id FROM conversation WHERE due_at <= ? ORDER BY due_at LIMIT ?').pluck(),
    nextDue: prepared('SELECT min(due_at) FROM conversation WHERE due_at > ?').pluck(),
  };
}

type StatementName =
  | 'insert'
  | 'update'
  | 'select'
  | 'isThere'
  | 'insertTrigger'
  | 'deleteTrigger'
  | 'inbox'
  | 'insertMessage'
  | 'recent'
  | 'insertEvents'
  | 'keepJournal'
  | 'journal'
  | 'deleteJournal'
  | 'unfinished'
  | 'due'
  | 'nextDue';

function load(statements: Record<StatementName, Statement>, id: string): LoadedConversation | undefined {
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

function columnsOf({ state, ...conversation }: StoredConversation) {
  const { externalId, name, email } = state.customer;
  return {
    id: conversation.id,
    project_id: conversation.projectId,
    environment: conversation.environment,
    version: conversation.version,
    rev: conversation.rev,
    end_user: conversation.endUser,
    // What operators search for.
    customer: [externalId, name, email].filter((part) => part !== null && part !== '').join(' '),
    status: state.status,
    operator: state.operator,
    updated_at: conversation.updatedAt,
    due_at: nextDueTimer(state)?.dueAt ?? null,
    triggers: conversation.triggers,
    messages: conversation.messages,
    events: conversation.events,
    state: JSON.stringify(state),
  };
}

function keepReceipt(receipts: Receipts, receipt: Receipt | undefined, at: number): void {
  if (receipt !== undefined) receipts.keep(receipt, at);
}

function writeAudit(audit: AuditLog, entries: readonly Parameters<AuditLog['write']>[0][], at: number): void {
  for (const entry of entries) audit.write(entry, at);
}

function notStored(): AppError {
  return new AppError('STORAGE_FAILED', 'What this turn answers was not stored.', { blame: 'environment' });
}

function conversationNotFound(): AppError {
  return new AppError('CONVERSATION_NOT_FOUND', 'This conversation does not exist, or was erased.');
}
