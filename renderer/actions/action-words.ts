// What an action may do and who may use it, in the few words of a list.
import type { AuditEntry } from '#shared/ipc/actions.ts';
import { asksCustomer, operationOf } from '#shared/engine/actions/may-run.ts';
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
  readonly isForEveryone: boolean;
  readonly isApproved: boolean;
  readonly isConfirmed: boolean;
  readonly sentences: readonly string[];
}

/** Who may have it done, and who is asked before, as it will be: what its operation asks for counts, too. */
export function rulesOf(action: Action, catalog: Pick<Catalog, 'operations'>): ActionRules {
  const asked = [action.permission, operationOf(action, catalog)?.permission ?? 'anyone'];
  const who = (['verified', 'identified'] as const).find((one) => asked.includes(one));
  const isApproved = asked.includes('operator');
  const isConfirmed = asksCustomer(action, catalog);
  const sentences = [
    ...(who === undefined ? [] : [`Only for ${permissionWords[who].toLowerCase()} customers.`]),
    ...(isConfirmed ? ['The customer is asked first.'] : []),
    ...(isApproved ? ['An operator must approve it.'] : []),
  ];
  return { isForEveryone: who === undefined, isApproved, isConfirmed, sentences };
}

/** Why it was not done, where a code is not enough. */
export const reasonWords: Readonly<Record<string, string>> = {
  ACTION_NOT_PERMITTED: 'It is not for this customer, or not now',
  ACTION_INPUT_INVALID: 'What it was given does not fit',
  ACTION_DECLINED: 'An operator said no',
  ACTION_NOT_FOUND: 'The action does not exist any more',
  OPERATION_NOT_FOUND: 'What it does is gone or switched off',
  OPERATION_FAILED: 'The service answered with an error',
};

export const outcomeWords: Readonly<Record<AuditEntry['outcome'], string>> = {
  done: 'Done',
  failed: 'Failed',
  refused: 'Refused',
  declined: 'Declined',
  started: 'Handed over',
};
