// What a script gets as `context`: a plain-JSON view of the conversation, in the shape authors write against.
import type { JsonObject } from '#shared/util/json.ts';
import { assertNever } from '#shared/util/assert-never.ts';
import type { StepScope } from '#shared/engine/executor.ts';
import type { Message } from '#shared/engine/message.ts';
import { limits } from '#shared/model/limits.ts';

export function codeContext(scope: StepScope): JsonObject {
  const { customer, organizations, participants } = scope.conversation;
  return {
    workspace: { id: scope.workspace.id, name: scope.workspace.name },
    user: {
      internalId: customer.internalId,
      externalId: customer.externalId,
      type: customer.type,
      session: { verified: customer.verified },
      ...(customer.email === null ? {} : { email: customer.email }),
      name: customer.name,
      attrs: customer.attrs,
    },
    organizations: organizations.map(({ internalId, externalId, name, attrs }) => ({
      internalId,
      externalId,
      name,
      attrs,
    })),
    participants: participants.map(({ role, active }) => ({ role, active })),
    messages: scope.messages.slice(-limits.history).map((message) => ({
      role: message.role,
      content: message.content,
      channel: channelOf(message.channel),
      ...choiceData(message),
    })),
    trigger: triggerOf(scope),
  };
}

function triggerOf(scope: StepScope): JsonObject {
  const { trigger } = scope;
  switch (trigger.kind) {
    case 'start':
      // Given as an empty message, so that a script needs to know two kinds of trigger only.
      return { kind: 'message', message: { content: '', channel: channelOf(scope.conversation.channel) } };
    case 'message':
      return {
        kind: 'message',
        message: {
          content: trigger.message.content,
          channel: channelOf(trigger.message.channel),
          ...choiceData(trigger.message),
        },
      };
    case 'timeout':
    case 'approval':
      return { kind: 'timeout', messageId: lastMessageBefore(scope) };
    default:
      return assertNever(trigger);
  }
}

/** The choice that ran out of time, or the last message before the wait: nothing was said since, except by this turn. */
function lastMessageBefore({ messages, turnId }: StepScope): string {
  return messages.findLast((message) => !message.id.startsWith(`r:${turnId}:`))?.id ?? '';
}

function channelOf(channel: Message['channel']): JsonObject | null {
  return channel === 'email' ? { kind: 'email' } : null;
}

function choiceData({ choice }: Message): JsonObject {
  return choice === undefined ? {} : { data: { choice: { value: choice.value } } };
}
