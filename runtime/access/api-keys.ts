// API keys and widget keys: who may do what.
// Invariants: a key is shown once, when it is made, and kept as a hash (it is 32 random bytes, so a fast one is enough); a widget key
// opens sessions from its origins and nothing else; a deleted key counts for nothing from then on.
import { hash, randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type ApiScope, apiScopes, environmentSchema } from '#shared/runtime-api/publishing.ts';
import { jsonText } from '../storage/json-column.ts';

const keyRow = z
  .object({
    id: z.string(),
    kind: z.enum(['secret', 'widget']),
    name: z.string(),
    scopes: jsonText(z.array(z.enum(apiScopes))),
    project_id: z.string().nullable(),
    environment: environmentSchema.nullable(),
    origins: jsonText(z.array(z.string())),
    created_at: z.number(),
  })
  .transform(({ project_id, created_at, ...row }) => ({
    ...row,
    projectId: project_id,
    createdAt: created_at,
  }));

export type ApiKey = z.infer<typeof keyRow>;

export interface ApiKeys {
  find(presented: string): ApiKey | undefined;
  /** Whether it was not deleted. */
  has(id: string): boolean;
  list(): readonly ApiKey[];
  /** Inside a write. `key` is shown to whoever asked for it, and forgotten. */
  create(given: Omit<ApiKey, 'id' | 'createdAt'>, at: number): { readonly id: string; readonly key: string };
  /** Inside a write. */
  delete(id: string): boolean;
}

const hashOf = (key: string): string => hash('sha256', key);
/** Looked up once each; a guess is not kept. */
const mostKnown = 1000;

export function createApiKeys(database: Database): ApiKeys {
  const sql = {
    find: database.prepare('SELECT * FROM api_key WHERE hash = ?'),
    list: database.prepare('SELECT * FROM api_key ORDER BY created_at, id'),
    insert: database.prepare('INSERT INTO api_key VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    delete: database.prepare('DELETE FROM api_key WHERE id = ?'),
  };
  const known = new Map<string, ApiKey>();
  // All of them, until one is made or deleted: every request from a browser asks for them.
  let all: ReadonlyMap<string, ApiKey> | undefined;
  const byId = (): ReadonlyMap<string, ApiKey> =>
    (all ??= new Map(
      z
        .array(keyRow)
        .parse(sql.list.all())
        .map((key) => [key.id, key]),
    ));
  return {
    has: (id) => byId().has(id),
    find(presented) {
      const hashed = hashOf(presented);
      const found = known.get(hashed) ?? keyRow.optional().parse(sql.find.get(hashed));
      if (found !== undefined && known.size < mostKnown) known.set(hashed, found);
      return found;
    },
    list: () => [...byId().values()],
    create({ kind, name, scopes, projectId, environment, origins }, at) {
      const id = `key_${randomBytes(8).toString('hex')}`;
      const key = `${kind === 'widget' ? 'dgw' : 'dgk'}_${randomBytes(32).toString('base64url')}`;
      const lists = [JSON.stringify(scopes), projectId, environment, JSON.stringify(origins)] as const;
      all = undefined;
      sql.insert.run(id, kind, name, hashOf(key), ...lists, at);
      return { id, key };
    },
    delete(id) {
      known.clear();
      all = undefined;
      return sql.delete.run(id).changes > 0;
    },
  };
}

/** `admin` may do everything. */
export function hasScope({ scopes }: Pick<ApiKey, 'scopes'>, scope: ApiScope): boolean {
  return scopes.includes('admin') || scopes.includes(scope);
}
