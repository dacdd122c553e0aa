// What a step's outcome changes about the conversation itself: its status and its customer.
// Invariants: pure; a closed conversation stays closed; attributes that are not named stay.
import type { StepId } from '#shared/model/ids.ts';
import type { Conversation } from './conversation.ts';
import type { RunEvent } from './events.ts';
import type { ConversationChange } from './outcome.ts';

export function changeConversation(
  state: Conversation,
  id: StepId,
  { escalate, customer }: ConversationChange = {},
): { readonly state: Conversation; readonly events: readonly RunEvent[] } {
  const events: RunEvent[] = [];
  let changed = state;
  if (escalate !== undefined) {
    changed = { ...changed, status: 'escalated' };
    events.push({ type: 'conversation.escalated', id, note: escalate.note });
  }
  if (customer !== undefined && Object.keys(customer).length > 0) {
    const attrs = { ...changed.customer.attrs, ...customer.attrs };
    changed = { ...changed, customer: { ...changed.customer, ...customer, attrs } };
    events.push({ type: 'user.updated', id, ...customer });
  }
  return { state: changed, events };
}
