import { IconShieldLock } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Permission } from '#shared/model/entities/action.ts';
import { permissionWords } from './action-words.ts';

/** In a row: who may use an action or an operation; nothing where anyone may. */
export function PermissionMark({ permission }: { readonly permission: Permission }): ReactElement | null {
  if (permission === 'anyone') return null;
  return (
    <span className="action-mark">
      <IconShieldLock size={12} stroke={1.8} aria-hidden="true" />
      {permissionWords[permission]}
    </span>
  );
}
