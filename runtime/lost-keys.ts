// What helps when a key is lost, while the runtime is not serving: another admin key, and forgetting secrets that nobody can read any more.
// Invariant: whoever may read and write the data folder may do it, and nobody else; the audit log says that it was done.
import type { Database } from 'better-sqlite3';
import { type ApiKeys, createApiKeys } from './access/api-keys.ts';
import { openMasterKey } from './access/master-key.ts';
import { type SealedValue, sealedValues, unreadable } from './access/sealed-values.ts';
import type { Settings } from './settings.ts';
import { type AuditLog, createAuditLog } from './storage/audit-log.ts';
import { openDatabase } from './storage/open-database.ts';

/** Inside a write: a key that may do everything everywhere. Gives the key itself. */
export function makeAdminKey(
  apiKeys: Pick<ApiKeys, 'create'>,
  audit: Pick<AuditLog, 'write'>,
  at: number,
): string {
  const bound = { projectId: null, environment: null } as const;
  const { id, key } = apiKeys.create(
    { kind: 'secret', name: 'admin', scopes: ['admin'], ...bound, origins: [] },
    at,
  );
  const details = { scopes: ['admin'] };
  audit.write({ actor: 'runtime', action: 'key.create', ...bound, subject: id, details }, at);
  return key;
}

/** Gives words about what was done. Throws STORAGE_FAILED. */
export function newAdminKey({ DIALOGRAM_DATA }: Settings): string {
  return changing(DIALOGRAM_DATA, (database) => {
    const key = makeAdminKey(createApiKeys(database), createAuditLog(database), Date.now());
    return `Another admin key, which is shown this once: ${key}\nDelete the one that was lost: DELETE /v1/keys/{id}.`;
  });
}

/** Gives words about what was done. Throws STORAGE_FAILED and INVALID_INPUT. */
export function forgetSecrets({ DIALOGRAM_DATA, DIALOGRAM_MASTER_KEY }: Settings): string {
  return changing(DIALOGRAM_DATA, (database) => {
    const lost = unreadable(
      sealedValues(database),
      openMasterKey(DIALOGRAM_DATA, DIALOGRAM_MASTER_KEY, true),
    );
    const audit = createAuditLog(database);
    for (const value of lost) forget(database, audit, value);
    if (lost.length === 0) return 'The master key opens every secret. Nothing was forgotten.';
    const names = lost.map(
      ({ projectId, environment, name }) => `  ${name}, ${environment} of the project ${projectId}`,
    );
    return `Forgotten, because this master key does not open them. Enter them again:\n${names.join('\n')}`;
  });
}

function forget(database: Database, audit: AuditLog, value: SealedValue): void {
  const { table, projectId, environment, name } = value;
  const column = table === 'secret' ? 'name' : 'kid';
  database
    .prepare(`DELETE FROM ${table} WHERE project_id = ? AND environment = ? AND ${column} = ?`)
    .run(projectId, environment, name);
  const action = table === 'secret' ? 'secret.delete' : 'identity-key.delete';
  audit.write({ actor: 'runtime', action, projectId, environment, subject: name }, Date.now());
}

function changing(folder: string, change: (database: Database) => string): string {
  const { database, close } = openDatabase(folder);
  try {
    return database.transaction(() => change(database)).immediate();
  } finally {
    close();
  }
}
