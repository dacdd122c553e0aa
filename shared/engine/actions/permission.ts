// Who may have an action or operation done. Pure; the AI's view of actions and their execution ask the same functions.
import type { ActionEffect, Permission } from '#shared/model/entities/action.ts';
import type { Conversation } from '../conversation.ts';

const ranks: readonly Permission[] = ['anyone', 'identified', 'verified', 'operator'];
const reaches: readonly ActionEffect[] = ['read', 'write', 'irreversible'];

/** Whether the customer is who must be there; that an operator must allow it is asked later. */
export function isPermitted(permission: Permission, { customer }: Pick<Conversation, 'customer'>): boolean {
  if (permission === 'identified') return customer.type === 'identified';
  return permission !== 'verified' || (customer.type === 'identified' && customer.verified === true);
}

export const isLower = (permission: Permission, least: Permission): boolean =>
  ranks.indexOf(permission) < ranks.indexOf(least);

/** The one that reaches further. */
export const furthest = (one: ActionEffect, other: ActionEffect): ActionEffect =>
  reaches.indexOf(one) < reaches.indexOf(other) ? other : one;
