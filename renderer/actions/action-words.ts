// What an action may do and who may use it, in the few words of a list.
import type { AuditEntry } from '#shared/ipc/actions.ts';
import { asksCustomer, operationOf } from '#shared/engine/actions/may-run.ts';
import { isLower } from '#shared/engine/actions/permission.ts';
import type { Catalog } from '#shared/engine/catalog.ts';
import type { Action, Permission } from '#shared/model/entities/action.ts';

export const effectWords: Readonly<Record<Action['effect'], string>> = {
  read: 'Only asks',
  write: 'Changes something',
  irreversible: 'Cannot be taken back',
};

export const permissionWords: Readonly<Record<Permission, string>> = {
  anyone: 'Anyone',
  identified: 'Identified',
  verified: 'Verified',
  operator: 'Operator approves',
};

interface ActionRules {
  /** What the action asks for, or its operation if that asks for more. */
  readonly permission: Permission;
  readonly isConfirmed: boolean;
  readonly sentences: readonly string[];
}

/** Who may have it done, and who is asked before, as it will be. */
export function rulesOf(action: Action, catalog: Pick<Catalog, 'operations'>): ActionRules {
  const least = operationOf(action, catalog)?.permission ?? 'anyone';
  const permission = isLower(action.permission, least) ? least : action.permission;
  const isConfirmed = asksCustomer(action, catalog);
  const sentences = [
    ...(permission === 'identified' || permission === 'verified'
      ? [`Only for ${permissionWords[permission].toLowerCase()} customers.`]
      : []),
    ...(isConfirmed ? ['The customer is asked first.'] : []),
    ...(permission === 'operator' ? ['An operator must approve it.'] : []),
  ];
  return { permission, isConfirmed, sentences };
}

export const outcomeWords: Readonly<Record<AuditEntry['outcome'], string>> = {
  done: 'Done',
  failed: 'Failed',
  refused: 'Refused',
  declined: 'Declined',
  started: 'Handed over',
};
