// What came of a turn that ended before, out of what is stored: a request that is sent again is answered as it was.
import type { Database } from 'better-sqlite3';
import { appErrorSchema } from '#shared/errors/app-error.ts';
import { type TurnView, turnViewSchema } from '#shared/runtime-api/conversations.ts';
import type { ConversationReader, StoredEvent } from '../storage/conversation-reader.ts';

const page = 500;

/** Undefined while the turn is still to end. */
export type FindStoredTurn = (conversationId: string, turnId: string) => TurnView | undefined;

export function createFindStoredTurn(database: Database, reader: ConversationReader): FindStoredTurn {
  const waits = database.prepare("SELECT 1 FROM inbox WHERE conversation_id = ? AND trigger ->> 'id' = ?");
  return (conversationId, turnId) => {
    if (waits.get(conversationId, turnId) !== undefined) return undefined;
    const said = reader.messagesOfTurn(conversationId, turnId).filter(({ role }) => role !== 'user');
    return {
      conversationId,
      turnId,
      status: 'done',
      ...endOf(reader, conversationId, turnId),
      messages: said.map(({ seq: _seq, at: _at, ...message }) => message),
    };
  };
}

function endOf(
  reader: ConversationReader,
  conversationId: string,
  turnId: string,
): Pick<TurnView, 'outcome' | 'error'> {
  const messageId = `m-${turnId}`;
  let error: TurnView['error'] = null;
  let after = 0;
  for (;;) {
    const events = reader.events(conversationId, after, page);
    for (const { event } of events) {
      const isOfTurn = event['turnId'] === turnId;
      const isOfMessage = event['id'] === messageId;
      if (isOfTurn && event.type === 'turn.failed') error = errorOf(event);
      if (isOfTurn && event.type === 'turn.ended') {
        return { outcome: turnViewSchema.shape.outcome.parse(event['outcome']), error };
      }
      if (isOfMessage && event.type === 'message.stored') return { outcome: 'stored', error };
      if (isOfMessage && event.type === 'message.refused')
        return { outcome: 'refused', error: errorOf(event) };
    }
    const last = events.at(-1);
    // A trigger that was ignored tells nothing.
    if (last === undefined) return { outcome: 'ignored', error };
    after = last.seq;
  }
}

function errorOf(event: StoredEvent['event']): TurnView['error'] {
  return appErrorSchema.safeParse(event['error']).data ?? null;
}
