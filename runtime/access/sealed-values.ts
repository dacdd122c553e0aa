// All that is sealed under the master key, as the database has it.
// Invariant: a runtime that cannot read what it was entrusted with does not start, instead of failing in front of customers.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';
import type { MasterKey } from './master-key.ts';

export interface SealedValue {
  readonly table: 'secret' | 'identity_key';
  readonly projectId: string;
  readonly environment: string;
  readonly name: string;
  readonly sealed: Uint8Array;
}

const rows = z.array(
  z.object({
    table: z.enum(['secret', 'identity_key']),
    projectId: z.string(),
    environment: z.string(),
    name: z.string(),
    sealed: z.instanceof(Uint8Array),
  }),
);

export function sealedValues(database: Database): readonly SealedValue[] {
  const select = database.prepare(`
    SELECT 'secret' AS "table", project_id AS projectId, environment, name, sealed FROM secret
    UNION ALL SELECT 'identity_key', project_id, environment, kid, sealed FROM identity_key`);
  return rows.parse(select.all());
}

/** Where a value is sealed for: it opens nowhere else. */
export function placeOfSealed({
  table,
  projectId,
  environment,
  name,
}: Pick<SealedValue, 'table' | 'projectId' | 'environment' | 'name'>): string {
  return `${table === 'secret' ? 'secret' : 'identity'}/${projectId}/${environment}/${name}`;
}

/** Those that this key does not open. */
export function unreadable(values: readonly SealedValue[], key: Pick<MasterKey, 'open'>): SealedValue[] {
  return values.filter((value) => {
    try {
      key.open(value.sealed, placeOfSealed(value));
      return false;
    } catch (error) {
      if (AppError.is(error)) return true;
      throw error;
    }
  });
}

/** Throws STORAGE_FAILED when there is any that this key does not open. */
export function requireReadable(values: readonly SealedValue[], key: Pick<MasterKey, 'open'>): void {
  const lost = unreadable(values, key);
  if (lost.length === 0) return;
  throw new AppError(
    'STORAGE_FAILED',
    `This is not the master key that ${lost.length} of ${values.length} secrets and identity keys of this data folder were sealed with. Start the runtime with the one that it had: DIALOGRAM_MASTER_KEY, or the file master.key. When it is lost: npm run runtime -- forget-secrets, then enter them again.`,
    { blame: 'environment' },
  );
}
