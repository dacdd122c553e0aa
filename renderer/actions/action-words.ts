// What an action may do and who may use it, in the few words of a list.
import type { AuditEntry } from '#shared/ipc/actions.ts';
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

/** As it will be asked: `irreversible` depends on the effect. */
export const isConfirmed = ({ confirmation, effect }: Action): boolean =>
  confirmation === 'always' || (confirmation === 'irreversible' && effect === 'irreversible');

export const outcomeWords: Readonly<Record<AuditEntry['outcome'], string>> = {
  done: 'Done',
  failed: 'Failed',
  refused: 'Refused',
  declined: 'Declined',
  started: 'Handed over',
};
