// What must hold before an action is offered or done. Pure; offering and doing ask the same functions.
import { z } from 'zod';
import { type Action, type ActionEffect, actionEffectSchema } from '#shared/model/entities/action.ts';
import type { Operation } from '#shared/model/entities/operation.ts';
import type { Catalog } from '../catalog.ts';
import type { Conversation } from '../conversation.ts';
import { furthest, isLower, isPermitted } from './permission.ts';

const settingsSchema = z.object({
  operationId: z.string().nullish(),
  effect: z.string().nullish(),
  access: z.string().nullish(),
  method: z.string().nullish(),
});

type Operations = Pick<Catalog, 'operations'>;

/** The operation that an action uses. */
export function operationOf({ settings }: Action, { operations }: Operations): Operation | undefined {
  return operations.get(settingsSchema.safeParse(settings).data?.operationId ?? '');
}

/** How far it reaches: what it says of itself, and what it does, whichever is further. */
export function reachOf(action: Action, catalog: Operations): ActionEffect {
  const { effect, access, method } = settingsSchema.safeParse(action.settings).data ?? {};
  const own = actionEffectSchema.safeParse(effect).data;
  const doing: ActionEffect[] = [
    action.effect,
    operationOf(action, catalog)?.effect ?? 'read',
    own ?? 'read',
    access === 'write' ? 'write' : 'read',
  ];
  // An API call whose author does not say what it does is taken by its method.
  if (own === undefined && typeof method === 'string' && method !== 'GET' && method !== 'HEAD')
    doing.push('write');
  return doing.reduce(furthest);
}

/** Whether the customer is asked before it is done. */
export function asksCustomer(action: Action, catalog: Operations): boolean {
  if (action.confirmation === 'irreversible') return reachOf(action, catalog) === 'irreversible';
  return action.confirmation === 'always';
}

/** Whether the customer is who the action, and the operation that it uses, ask for. Operators are asked later. */
export function isForCustomer(
  action: Action,
  catalog: Operations,
  conversation: Pick<Conversation, 'customer'>,
): boolean {
  if (!isPermitted(action.permission, conversation)) return false;
  const least = operationOf(action, catalog)?.permission ?? 'anyone';
  return least === 'operator' ? !isLower(action.permission, least) : isPermitted(least, conversation);
}
