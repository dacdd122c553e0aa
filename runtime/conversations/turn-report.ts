// What a turn's events and messages say to those outside of it: its report, its messages as they are stored, its doubts for the audit log.
import type { Delivery } from '#shared/engine/deliver.ts';
import type { RunEvent } from '#shared/engine/events.ts';
import type { TurnResult } from '#shared/engine/run-types.ts';
import type { AppErrorJson } from '#shared/errors/app-error.ts';
import type { AuditEntry, NewMessage, StoredConversation } from './conversation-store.ts';

/** What came of one trigger. */
export interface TurnReport {
  readonly turnId: string;
  readonly outcome: TurnResult['outcome'];
  /** Why it was refused or failed. */
  readonly error: AppErrorJson | null;
  /** What was said in it, the customer's own words left out. */
  readonly messages: readonly NewMessage[];
}

const turnIdOf = ({ events }: TurnResult): string | undefined =>
  events.flatMap((event) => (event.type === 'turn.started' ? event.turnId : []))[0];

/** `turnId` is that of a message which began no turn. */
export function newMessages({ results }: Delivery, turnId: string): NewMessage[] {
  return results.flatMap((result) =>
    result.newMessages.map((message) =>
      withOptions({ turnId: turnIdOf(result) ?? turnId, message }, result.events),
    ),
  );
}

function withOptions({ turnId, message }: NewMessage, events: readonly RunEvent[]): NewMessage {
  const asked = events.find((event) => event.type === 'choice' && event.id === message.id);
  return { turnId, message, ...(asked?.type === 'choice' ? { options: asked.options } : {}) };
}

export function reportOf(turnId: string, last: TurnResult, messages: readonly NewMessage[]): TurnReport {
  const error = last.events.flatMap((event) =>
    event.type === 'message.refused' || event.type === 'turn.failed' ? event.error : [],
  )[0];
  const said = messages.filter(({ message }) => message.role !== 'user');
  return { turnId, outcome: last.outcome, error: error ?? null, messages: said };
}

/** Effects of which nobody knows whether they happened: an operator has to look. */
export function doubts(
  events: readonly RunEvent[],
  { id, projectId, environment }: StoredConversation,
): AuditEntry[] {
  return events.flatMap((event) => {
    if (event.type !== 'effect.ended' || event.error?.code !== 'IN_DOUBT') return [];
    // Code that asked for it fails with the same error.
    if (event.name === 'code.run') return [];
    const details = { key: event.key, name: event.name, stepId: event.stepId };
    return { actor: 'runtime', action: 'effect.in_doubt', projectId, environment, subject: id, details };
  });
}
