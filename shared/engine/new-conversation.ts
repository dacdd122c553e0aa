// How a conversation begins to exist: before its first turn, with nothing said.
import type { Organization, TestUser } from '#shared/model/entities/test-user.ts';
import type { WorkflowId } from '#shared/model/ids.ts';
import { limits } from '#shared/model/limits.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { jsonBytes } from './json-bytes.ts';
import type { Conversation, Customer } from './conversation.ts';
import type { Flow } from './flow.ts';

export interface NewConversationOptions {
  /** Unique, at most 100 characters: timers and their turns are named after it. */
  readonly id: string;
  readonly flow: Flow;
  readonly customer: Customer;
  readonly organizations: readonly Organization[];
  readonly channel: Conversation['channel'];
  /** Where it begins; default: the main workflow. */
  readonly workflowId?: WorkflowId;
}

/** A conversation that waits for its `start` trigger. Throws when the workflow is missing or the customer too large. */
export function newConversation(options: NewConversationOptions): Conversation {
  const workflowId = options.workflowId ?? options.flow.workspace.mainWorkflowId;
  if (!options.flow.workflows.has(workflowId)) {
    throw new AppError(
      'WORKFLOW_NOT_FOUND',
      'The workflow to begin with does not exist. Choose a main workflow in the workspace settings.',
      { details: { workflowId } },
    );
  }
  const conversation: Conversation = {
    id: options.id,
    status: 'open',
    operator: 'none',
    channel: options.channel,
    customer: options.customer,
    organizations: [...options.organizations],
    participants: [
      { role: 'user', active: true },
      { role: 'assistant', active: true },
    ],
    messages: [],
    searchResults: [],
    stack: [{ workflowId, args: {} }],
    generation: 0,
    customerTurns: 0,
  };
  refuseLargeCustomer(conversation);
  return conversation;
}

/** Half of the room stays free for what the conversation gathers. */
export function refuseLargeCustomer(
  customer: Pick<NewConversationOptions, 'customer' | 'organizations'>,
): void {
  if (jsonBytes(customer) <= limits.stateBytes / 2) return;
  throw new AppError(
    'STATE_TOO_LARGE',
    'The attributes and organizations of this customer are too large for a conversation. Keep them under 16 KB.',
  );
}

/** The customer that a test user plays. */
export function customerOf(testUser: TestUser): Customer {
  const isAnonymous = testUser.identity === 'anonymous';
  return {
    internalId: testUser.id,
    externalId: isAnonymous ? null : testUser.externalId,
    type: isAnonymous ? 'anonymous' : 'identified',
    verified: isAnonymous ? null : testUser.identity === 'verified',
    email: testUser.email,
    name: isAnonymous ? null : testUser.name,
    attrs: testUser.attrs,
  };
}
