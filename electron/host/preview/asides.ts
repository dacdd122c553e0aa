// What the chat says between messages about who talks and who answers.
import type { RunEventMap } from '#shared/engine/events.ts';
import type { Flow } from '#shared/engine/flow.ts';
import type { TestUser } from '#shared/model/entities/test-user.ts';
import { shorten } from '#shared/model/words.ts';

export type OperatorDeed = 'join' | 'leave' | 'close';

/** `waitingAt` is the title of the step at which the bot waits. */
export function operatorAside(does: OperatorDeed, waitingAt: string | undefined): string {
  if (does === 'join') return 'An operator took over. The bot is silent, and its timers stand still.';
  if (does === 'close') return 'The operator closed the conversation.';
  return waitingAt === undefined
    ? 'Handed back. The bot answers the next message.'
    : `Handed back. The bot still waits at “${waitingAt}”.`;
}

export function customerAside({ name, identity, channel }: TestUser): string {
  return `Now ${name} (${identity}${channel === 'email' ? ', by e-mail' : ''})`;
}

export function approvalAside(
  { actionId, decision, reason }: Pick<RunEventMap['approval.decided'], 'actionId' | 'decision' | 'reason'>,
  { actions }: Pick<Flow, 'actions'>,
): string {
  const name = `“${shorten(actions.get(actionId)?.name ?? 'The action', 80)}”`;
  const why = reason.trim() === '' ? '.' : `: ${shorten(reason, 120)}`;
  if (decision === 'withdrawn') return `${name} no longer waits for an operator.`;
  return `An operator ${decision === 'approved' ? 'allowed' : 'refused'} ${name}${why}`;
}
