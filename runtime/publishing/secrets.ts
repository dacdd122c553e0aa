// Secrets of environments: what connectors and integrations send along, and keys of model providers.
// Invariants: sealed under the master key and bound to their place; they go in and never come out, but to the driver that uses them.
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ModelProvider } from '#shared/drivers/model/model-provider.ts';
import type { ConnectorSecret } from '#shared/drivers/http/send-through-connector.ts';
import type { OAuthTokens, ServiceSecret } from '#shared/drivers/services/service-access.ts';
import {
  type SecretRequest,
  type secretListSchema,
  secretRequestSchema,
} from '#shared/runtime-api/publishing.ts';
import type { MasterKey } from '../access/master-key.ts';
import { placeOfSealed } from '../access/sealed-values.ts';
import { jsonText } from '../storage/json-column.ts';
import type { Place } from './publications.ts';

export interface Secrets {
  list(place: Place): z.infer<typeof secretListSchema>['secrets'];
  names(place: Place): ReadonlySet<string>;
  connector(place: Place, connectorId: string): ConnectorSecret | undefined;
  integration(
    place: Place,
    integrationId: string,
  ): { readonly secret: ServiceSecret; readonly tokens: OAuthTokens | null } | undefined;
  model(place: Place, providerId: string): ModelProvider | undefined;
  /** Inside a write, as `delete`. */
  save(
    place: Place,
    name: string,
    secret: SecretRequest,
    by: { readonly actor: string; readonly at: number },
  ): void;
  delete(place: Place, name: string): boolean;
}

const listRow = z
  .object({
    name: z.string(),
    origins: jsonText(z.array(z.string())),
    updated_at: z.number(),
    updated_by: z.string(),
  })
  .transform(({ updated_at, updated_by, ...row }) => ({
    ...row,
    updatedAt: updated_at,
    updatedBy: updated_by,
  }));

export function createSecrets(database: Database, key: MasterKey): Secrets {
  const sql = {
    list: database.prepare('SELECT * FROM secret WHERE project_id = ? AND environment = ? ORDER BY name'),
    get: database
      .prepare('SELECT sealed FROM secret WHERE project_id = ? AND environment = ? AND name = ?')
      .pluck(),
    save: database.prepare('INSERT OR REPLACE INTO secret VALUES (?, ?, ?, ?, ?, ?, ?)'),
    delete: database.prepare('DELETE FROM secret WHERE project_id = ? AND environment = ? AND name = ?'),
  };
  const placeOf = ({ projectId, environment }: Place, name: string): string =>
    placeOfSealed({ table: 'secret', projectId, environment, name });
  const read = (place: Place, name: string): SecretRequest | undefined => {
    const sealed = z
      .instanceof(Uint8Array)
      .optional()
      .parse(sql.get.get(place.projectId, place.environment, name));
    return sealed && secretRequestSchema.parse(JSON.parse(key.open(sealed, placeOf(place, name))));
  };
  const list: Secrets['list'] = ({ projectId, environment }) =>
    z.array(listRow).parse(sql.list.all(projectId, environment));
  return {
    list,
    names: (place) => new Set(list(place).map(({ name }) => name)),
    connector(place, connectorId) {
      const secret = read(place, `connector:${connectorId}`);
      return secret?.kind === 'connector' ? { value: secret.value, origins: secret.origins } : undefined;
    },
    integration(place, integrationId) {
      const secret = read(place, `integration:${integrationId}`);
      if (secret?.kind !== 'integration') return undefined;
      return { secret: { value: secret.value, servers: secret.servers }, tokens: secret.tokens };
    },
    model(place, providerId) {
      const secret = read(place, `model:${providerId}`);
      if (secret?.kind !== 'model') return undefined;
      const { kind, baseUrl, timeoutSeconds } = secret.provider;
      return { id: providerId, kind, baseUrl, apiKey: secret.value, timeoutMs: timeoutSeconds * 1000 };
    },
    save(place, name, secret, { actor, at }) {
      const sealed = key.seal(JSON.stringify(secret), placeOf(place, name));
      const origins = JSON.stringify(originsOf(secret));
      sql.save.run(place.projectId, place.environment, name, sealed, origins, at, actor);
    },
    delete: ({ projectId, environment }, name) => sql.delete.run(projectId, environment, name).changes > 0,
  };
}

function originsOf(secret: SecretRequest): readonly string[] {
  if (secret.kind === 'connector') return secret.origins;
  return secret.kind === 'integration' ? secret.servers : [];
}
