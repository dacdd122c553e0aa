// Somebody else goes on with a conversation: how a preview tries what another customer would see. Pure.
// Invariant: all that was said and gathered stays; only who talks, and on which channel, changes.
import type { Organization } from '#shared/model/entities/test-user.ts';
import type { Conversation, Customer } from './conversation.ts';
import type { RunEvent } from './events.ts';
import { refuseLargeCustomer } from './new-conversation.ts';

interface NewCustomer {
  readonly customer: Customer;
  readonly organizations: readonly Organization[];
  readonly channel: Conversation['channel'];
}

/** Throws STATE_TOO_LARGE for a customer with whom no conversation could begin. */
export function changeCustomer(
  state: Conversation,
  { customer, organizations, channel }: NewCustomer,
): { readonly state: Conversation; readonly events: readonly RunEvent[] } {
  refuseLargeCustomer({ customer, organizations });
  const { internalId, name, type, verified } = customer;
  return {
    state: { ...state, customer, organizations: [...organizations], channel },
    events: [{ type: 'customer.changed', internalId, name, identity: verified === true ? 'verified' : type }],
  };
}
